using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>What the AppHost does when it is called: run what was composed, or only say whether its budget holds.</summary>
internal static class FleetProgram
{
    private const int FailedExitCode = 1;

    /// <summary>Runs the AppHost.</summary>
    /// <param name="args">Its arguments; <c>budget</c> as the first one starts nothing.</param>
    /// <param name="compose">Adds the application's resources.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Action<IDistributedApplicationBuilder> compose)
    {
        using var launcher = ParentWatch.Launcher();
        try
        {
            if (args is ["budget", .. var rest])
            {
                return BudgetVerb.Run(rest, compose, Console.Out);
            }

            var builder = DistributedApplication.CreateBuilder(args);
            builder.Services.AddHostedService(services => new ParentWatch(launcher, services.GetRequiredService<IHostApplicationLifetime>()));
            compose(builder);
            await using var application = builder.Build();
            // Not Run, which wraps what it throws.
            await application.RunAsync();
            return HasFailed(application) ? FailedExitCode : 0;
        }
        catch (OperationCanceledException)
        {
            // Told to end before everything had been started.
            return 0;
        }
        catch (FleetException refusal) when (Assembly.GetEntryAssembly() == typeof(FleetProgram).Assembly)
        {
            // Under the testing builder the exception has to reach the test; started by a person, its message is all there is to say.
            await Console.Error.WriteLineAsync(refusal.Message);
            return FailedExitCode;
        }
    }

    // A background service that fails, such as the one that publishes, is logged and stops the application as if it were done.
    private static bool HasFailed(DistributedApplication application) =>
        application.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask is { IsFaulted: true });
}
