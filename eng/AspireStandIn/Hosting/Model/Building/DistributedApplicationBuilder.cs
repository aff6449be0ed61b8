using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting;

public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly DistributedApplicationOptions _options;
    private readonly DistributedApplicationExecutionContextOptions _contextOptions;
    private readonly HostApplicationBuilder _host;

    public DistributedApplicationBuilder(string[] args) : this(new DistributedApplicationOptions { Args = args }) { }

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;

        // --environment before DOTNET_ENVIRONMENT before ASPIRE_ENVIRONMENT.
        var configuration = new ConfigurationManager();
        configuration.AddEnvironmentVariables("ASPIRE_");
        var settings = new HostApplicationBuilderSettings { Args = options.Args, Configuration = configuration };
        Tell("DistributedApplicationBuilderConstructing", (options, settings));
        _host = new HostApplicationBuilder(settings);

        AppHostDirectory = options.ProjectDirectory ?? _host.Environment.ContentRootPath;
        AppHostPath = Path.GetFullPath(Path.Join(AppHostDirectory, options.ProjectName ?? _host.Environment.ApplicationName));
        Configure(options);
        _contextOptions = ReadOperation();
        ExecutionContext = new DistributedApplicationExecutionContext(_contextOptions);
        AddLogging();
        AddServices(options);
        Tell("DistributedApplicationBuilderConstructed", this);
    }

    public ConfigurationManager Configuration => _host.Configuration;
    public IHostEnvironment Environment => _host.Environment;
    public IServiceCollection Services => _host.Services;
    public string AppHostDirectory { get; }
    public string AppHostPath { get; }
    public Assembly? AppHostAssembly => _options.Assembly;
    public DistributedApplicationExecutionContext ExecutionContext { get; }
    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();
    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        ModelName.Validate("Resource", resource.Name);
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build()
    {
        Tell("DistributedApplicationBuilding", this);
        Running.RunningServices.Add(Services);
        var application = new DistributedApplication(_host.Build());
        _contextOptions.Services = application.Services;
        Tell("DistributedApplicationBuilt", application);
        return application;
    }

    private void Configure(DistributedApplicationOptions options)
    {
        Configuration.AddCommandLine(options.Args ?? [], new Dictionary<string, string>
        {
            ["--operation"] = "AppHost:Operation",
            ["--publisher"] = "Publishing:Publisher",
            ["--output-path"] = "Pipeline:OutputPath",
            ["--step"] = "Pipeline:Step",
        });
        var store = options.Metadata("apphostprojectbaseintermediateoutputpath") ?? AppHostDirectory;
        Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AppHost:Directory"] = AppHostDirectory,
            ["AppHost:Path"] = AppHostPath,
            ["AppHost:DashboardApplicationName"] = options.DashboardApplicationName ?? Environment.ApplicationName,
            ["AppHost:PathSha256"] = Hash(AppHostPath.ToLowerInvariant()),
            ["AppHost:Sha256"] = Hash(AppHostPath.ToLowerInvariant()),
            ["Aspire:Store:Path"] = store,
        });

        static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private DistributedApplicationExecutionContextOptions ReadOperation()
    {
        var publisher = Configuration["Publishing:Publisher"];
        return Configuration["AppHost:Operation"]?.ToLowerInvariant() switch
        {
            null when publisher is null => new(DistributedApplicationOperation.Run),
            "run" => new(DistributedApplicationOperation.Run),
            null or "publish" => new(DistributedApplicationOperation.Publish, publisher ?? "manifest"),
            _ => throw new DistributedApplicationException("Invalid operation specified. Valid operations are 'publish' or 'run'."),
        };
    }

    private void AddLogging()
    {
        _host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        _host.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        // A resource that is not up yet fails its checks; its state says so.
        if (!_options.DisableDashboard) _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.None);
        _host.Logging.AddConfiguration(Configuration.GetSection("Logging"));
    }

    private void AddServices(DistributedApplicationOptions options)
    {
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(options);
        Services.AddSingleton(Eventing);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(_ => new DistributedApplicationModel(Resources));
        Services.AddHttpClient();
        Services.AddHealthChecks();
        Services.AddSingleton<IValidateOptions<HealthCheckServiceOptions>>(services => new RegisteredHealthChecks(services.GetRequiredService<DistributedApplicationModel>()));
        Services.Configure<ResourceNotificationServiceOptions>(notification =>
            notification.DefaultWaitBehavior = options.DisableDashboard ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable);
    }

    /// <summary>How DistributedApplicationTestingBuilder gets hold of the builder and the application of another program's entry point.</summary>
    private static void Tell(string what, object about)
    {
        using var listener = new DiagnosticListener("Aspire.Hosting");
        if (listener.IsEnabled() && listener.IsEnabled(what)) listener.Write(what, about);
    }

    private sealed class RegisteredHealthChecks(DistributedApplicationModel model) : IValidateOptions<HealthCheckServiceOptions>
    {
        public ValidateOptionsResult Validate(string? name, HealthCheckServiceOptions options)
        {
            var registered = options.Registrations.Select(registration => registration.Name).ToHashSet(StringComparer.Ordinal);
            var missing = model.Resources
                .SelectMany(resource => resource.Annotations.OfType<HealthCheckAnnotation>(), (resource, check) => (resource.Name, check.Key))
                .Where(check => !registered.Contains(check.Key))
                .Select(check => $"The health check '{check.Key}' is not registered and is required for resource '{check.Name}'.")
                .ToArray();
            return missing.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(missing);
        }
    }
}
