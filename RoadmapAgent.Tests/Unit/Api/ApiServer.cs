using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Api.Progress;

namespace RoadmapAgent.Tests.Unit.Api;

/// <summary>The complete API on Kestrel, without database, broker and background services.</summary>
internal sealed class ApiServer : WebApplicationFactory<ProgressHub>
{
    private readonly string _environment;
    private readonly (string Key, string Value)[] _settings;

    public ApiServer(string environment, params (string Key, string Value)[] settings)
    {
        _environment = environment;
        _settings = settings;
        // Kestrel enforces limits such as the request body size.
        UseKestrel(0);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        // Nothing listens on port 1.
        builder.UseSetting("ConnectionStrings:roadmap", "Host=127.0.0.1;Port=1;Username=learner;Password=hush;Database=roadmap");
        builder.UseSetting("ConnectionStrings:messaging", "amqp://learner:hush@127.0.0.1:1");
        builder.UseSetting("Database:Service", "api");
        if (_environment == "Production")
        {
            // Nothing answers there.
            builder.UseSetting("Identity:Authority", "https://id.invalid");
            builder.UseSetting("Identity:ClientId", "pages");
            builder.UseSetting("Identity:AllowedHosts", "localhost;127.0.0.1;[::1]");
        }

        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            foreach (var service in services.Where(IsBackgroundService).ToList())
            {
                services.Remove(service);
            }

            // The keys of cookies are in the database.
            services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        });
    }

    private static bool IsBackgroundService(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) != true;
}
