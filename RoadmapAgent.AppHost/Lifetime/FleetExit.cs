using System.Net.Sockets;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RoadmapAgent.AppHost.Lifetime;

/// <summary>
/// How the AppHost ends: with its parent, with exit code 1 if something in it has failed, and with one sentence instead of a stack trace if
/// the user has to change something.
/// </summary>
internal static class FleetExit
{
    /// <summary>The exit code if something has failed.</summary>
    public const int FailedExitCode = 1;

    private const string DashboardCategory = "Aspire.Hosting.Dashboard";
    private const string Remedy = "Start the fleet with ./run.sh, or with the launch profile of RoadmapAgent.AppHost.";

    /// <summary>Whether this process is the AppHost's, and not that of a test or a measurement.</summary>
    public static bool IsOwnProcess => Assembly.GetEntryAssembly() == typeof(FleetExit).Assembly;

    /// <summary>Reports an unhandled exception that the user can fix as one sentence, and ends the process with exit code 1.</summary>
    public static void ReportRefusals()
    {
        if (IsOwnProcess)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => Report((Exception)unhandled.ExceptionObject);
        }
    }

    /// <summary>Prepares the end. Under a testing builder, exceptions reach the test, and the process is not the AppHost's.</summary>
    public static void Register(IDistributedApplicationBuilder builder)
    {
        if (!IsOwnProcess)
        {
            return;
        }

        var launcher = ParentWatch.Launcher();
        builder.Services.AddHostedService(services => new ParentWatch(launcher, services.GetRequiredService<IHostApplicationLifetime>()));
        // A resource that is being created when the start is stopped has not failed; the framework would say so with a stack trace.
        // The token knows of the stop before any of its callbacks, which may cancel that resource, has run.
        var stopping = CancellationToken.None;
        builder.Services.AddLogging(logging => logging.AddFilter(
            DashboardCategory, level => level >= LogLevel.Information && !stopping.IsCancellationRequested));
        builder.OnBeforeStart((@event, _) =>
        {
            var lifetime = @event.Services.GetRequiredService<IHostApplicationLifetime>();
            stopping = lifetime.ApplicationStopping;
            lifetime.ApplicationStopped.Register(() => Environment.ExitCode = HasFailed(@event.Services) ? FailedExitCode : 0);
            return Task.CompletedTask;
        });
    }

    private static void Report(Exception exception)
    {
        if (exception is OperationCanceledException)
        {
            // Stopped before everything had started.
            Environment.Exit(Environment.ExitCode);
        }

        if (Sentence(exception) is { } sentence)
        {
            Console.Error.WriteLine(sentence);
            Environment.Exit(FailedExitCode);
        }
    }

    private static string? Sentence(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Sentence(only),
        DistributedApplicationException => exception.Message,
        OptionsValidationException refusal => string.Join(Environment.NewLine, refusal.Failures),
        // Aspire's and the web server's own settings.
        InvalidOperationException { Source: "Aspire.Hosting" or "Microsoft.AspNetCore.Server.Kestrel.Core" } =>
            $"{exception.Message}{Environment.NewLine}{Remedy}",
        // The framework's settings, such as DcpPublisher and Logging; none of them is a secret.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" or "Microsoft.Extensions.Logging.Configuration" } =>
            exception.Message,
        FormatException { Source: "Microsoft.AspNetCore.Http" } =>
            $"ASPNETCORE_URLS and the dashboard's other addresses must be such as http://localhost:15180: {exception.Message}.",
        // A settings file that cannot be read; the reason is its cause.
        InvalidDataException => $"{exception.Message} {exception.GetBaseException().Message}",
        IOException when exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
            $"{exception.Message} Stop the other run of this application, or choose other ports.",
        _ => null,
    };

    // A failed background service, such as the publisher, is logged and stops the application as if it had succeeded.
    private static bool HasFailed(IServiceProvider services) => services.GetServices<IHostedService>()
        .OfType<BackgroundService>()
        .Any(service => service.ExecuteTask is { IsFaulted: true });
}
