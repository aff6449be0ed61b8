using System.Net.Sockets;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The entry point of the AppHost: runs the composed application, or only prints its connection budget.</summary>
internal static class FleetProgram
{
    private const int FailedExitCode = 1;

    /// <summary>Runs the AppHost.</summary>
    /// <param name="args">The command-line arguments; with <c>budget</c> as the first one, nothing starts.</param>
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
            builder.Services.AddHostedService(
                services => new ParentWatch(launcher, services.GetRequiredService<IHostApplicationLifetime>()));
            compose(builder);
            await using var application = builder.Build();
            // Not Run, which wraps exceptions.
            await application.RunAsync();
            return HasFailed(application) ? FailedExitCode : 0;
        }
        catch (OperationCanceledException)
        {
            // Stopped before everything had started.
            return 0;
        }
        catch (IOException e) when (e.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            await Console.Error.WriteLineAsync($"{e.Message} Stop the other run of this application, or choose other ports.");
            return FailedExitCode;
        }
        catch (FleetException refusal) when (Assembly.GetEntryAssembly() == typeof(FleetProgram).Assembly)
        {
            // Under the testing builder the exception must reach the test; on the command line its message is sufficient.
            await Console.Error.WriteLineAsync(refusal.Message);
            return FailedExitCode;
        }
    }

    // A failed background service, such as the publisher, is logged and stops the application as if it had succeeded.
    private static bool HasFailed(DistributedApplication application) =>
        application.Services.GetServices<IHostedService>()
            .OfType<BackgroundService>()
            .Any(service => service.ExecuteTask is { IsFaulted: true });
}
