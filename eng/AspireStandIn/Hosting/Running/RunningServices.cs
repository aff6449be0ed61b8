using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Running;

internal static class RunningServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton(provider => new ResourceCommandService(provider.GetRequiredService<ResourceNotificationService>(), provider.GetRequiredService<ResourceLoggerService>(), provider));
        services.AddSingleton<Watchdog>();
        services.AddSingleton<DashboardProcess>();
        services.AddSingleton<Orchestrator>();
        // In the order of their start; they end in the other.
        services.AddHostedService<ConsoleOutput>();
        services.AddHostedService<HealthMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<DashboardProcess>());
        services.AddHostedService(provider => provider.GetRequiredService<Orchestrator>());
    }
}
