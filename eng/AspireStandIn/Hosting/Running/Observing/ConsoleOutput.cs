using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Shows every resource's output: on the console with its name in front, or through the loggers of a test.</summary>
internal sealed partial class ConsoleOutput(ResourceLoggerService loggers, DistributedApplicationModel model, DistributedApplicationOptions options, ILoggerFactory factory, IHostEnvironment environment) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        loggers.ForwardTo(options.EnableResourceLogging ? Forward : Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print(string resourceId, LogLine line) => Console.Out.WriteLine($"{Label(resourceId)} | {(Console.IsOutputRedirected ? Colours().Replace(line.Content, "") : line.Content)}");

    /// <summary>Replicas are told apart; what there is one of goes by its name.</summary>
    private string Label(string resourceId) => model.Resources.FirstOrDefault(resource => resource.InstanceIds() is [var only] && only == resourceId)?.Name ?? resourceId;

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colours();

    private void Forward(string resourceId, LogLine line) =>
        factory.CreateLogger($"{environment.ApplicationName}.Resources.{resourceId}").Log(line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, "{LineNumber}: {LineContent}", line.LineNumber, line.Content);
}
