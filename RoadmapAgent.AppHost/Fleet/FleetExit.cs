using System.Net.Sockets;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>
/// How the AppHost ends: with its parent, with exit code 1 if something in it has failed, and with one sentence instead of a stack trace if
/// a person has to change something.
/// </summary>
internal static class FleetExit
{
    private const int FailedExitCode = 1;

    /// <summary>Prepares the end. Under a testing builder, exceptions reach the test, and the process is not the AppHost's.</summary>
    public static void Register(IDistributedApplicationBuilder builder)
    {
        if (Assembly.GetEntryAssembly() != typeof(FleetExit).Assembly)
        {
            return;
        }

        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => Report((Exception)unhandled.ExceptionObject);
        var launcher = ParentWatch.Launcher();
        builder.Services.AddHostedService(services => new ParentWatch(launcher, services.GetRequiredService<IHostApplicationLifetime>()));
        builder.OnBeforeStart((@event, _) =>
        {
            var lifetime = @event.Services.GetRequiredService<IHostApplicationLifetime>();
            lifetime.ApplicationStopped.Register(() => Environment.ExitCode = HasFailed(@event.Services) ? FailedExitCode : 0);
            return Task.CompletedTask;
        });
    }

    private static void Report(Exception exception)
    {
        if (exception is OperationCanceledException)
        {
            // Stopped before everything had started.
            Environment.Exit(0);
        }

        var sentence = exception switch
        {
            FleetException => exception.Message,
            IOException when exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
                $"{exception.Message} Stop the other run of this application, or choose other ports.",
            _ => null,
        };
        if (sentence is not null)
        {
            Console.Error.WriteLine(sentence);
            Environment.Exit(FailedExitCode);
        }
    }

    // A failed background service, such as the publisher, is logged and stops the application as if it had succeeded.
    private static bool HasFailed(IServiceProvider services) => services.GetServices<IHostedService>()
        .OfType<BackgroundService>()
        .Any(service => service.ExecuteTask is { IsFaulted: true });
}
