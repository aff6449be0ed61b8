using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>How an AppHost is run under test: random ports, no dashboard, its launch profile's variables as configuration.</summary>
internal static class TestingSettings
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static void Apply(string[] args, DistributedApplicationOptions options, HostApplicationBuilderSettings settings, Assembly appHost, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        settings.Args = options.Args = [.. settings.Args ?? [], .. args];
        settings.ApplicationName = options.AssemblyName = appHost.GetName().Name;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        settings.ContentRootPath = options.ProjectDirectory;
        SetMissing(settings, new Dictionary<string, string?>
        {
            ["DcpPublisher:RandomizePorts"] = "true",
            ["ASPNETCORE_URLS"] = "http://localhost:8080",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:4317",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
        });
        configure(options, settings);
        SetMissing(settings, LaunchProfileVariables(options.ProjectDirectory, settings));
    }

    /// <summary>DOTNET_ENVIRONMENT and ASPNETCORE_ENVIRONMENT are read without their prefix.</summary>
    private static Dictionary<string, string?> LaunchProfileVariables(string? directory, HostApplicationBuilderSettings settings)
    {
        var variables = new Dictionary<string, string?>();
        var path = Path.Combine(directory ?? "", "Properties", "launchSettings.json");
        if (directory is null || !File.Exists(path)) return variables;

        var profiles = JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(path), Json)?.Profiles ?? [];
        var name = Existing(settings)["DOTNET_LAUNCH_PROFILE"] ?? profiles.Keys.FirstOrDefault();
        if (name is null) return variables;
        if (!profiles.TryGetValue(name, out var profile)) throw new InvalidOperationException($"The configured launch profile, '{name}', was not found in the launch settings file.");

        variables["DOTNET_LAUNCH_PROFILE"] = name;
        foreach (var (key, value) in profile.EnvironmentVariables)
        {
            variables[key] = value;
            foreach (var prefix in new[] { "DOTNET_", "ASPNETCORE_" })
            {
                if (key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) variables[key[prefix.Length..]] = value;
            }
        }
        return variables;
    }

    private static void SetMissing(HostApplicationBuilderSettings settings, Dictionary<string, string?> values)
    {
        var existing = Existing(settings);
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection([.. values.Where(pair => existing[pair.Key] is null)]);
    }

    private static ConfigurationManager Existing(HostApplicationBuilderSettings settings)
    {
        var existing = new ConfigurationManager();
        existing.AddCommandLine(settings.Args ?? []);
        if (settings.Configuration is { } configuration) existing.AddConfiguration(configuration);
        return existing;
    }
}
