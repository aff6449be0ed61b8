using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aspire.Hosting.Running;

internal static class RunningServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<ResourceLoggerService>();
        services.TryAddSingleton<ResourceNotificationService>();
    }
}
