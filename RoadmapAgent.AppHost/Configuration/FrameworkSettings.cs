using Microsoft.Extensions.Logging;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.AppHost.Configuration;

/// <summary>
/// The settings of Aspire and of .NET's host, which read them without saying what they ignore. A misspelt one is refused like one of ours.
/// Others are left alone: neither their list nor the environment belongs to this application.
/// </summary>
internal static class FrameworkSettings
{
    private const char Separator = ':';

    // All that Aspire's orchestrator reads is in this type.
    private const string OrchestratorSection = "DcpPublisher";
    private static readonly SettingSection? Orchestrator =
        typeof(DistributedApplication).Assembly.GetType("Aspire.Hosting.Dcp.DcpOptions") is { } type
            ? new(type, OrchestratorSection)
            : null;

    private static readonly string[] Prefixes = ["ASPIRE_", "ASPNETCORE_", "DCP_", "DOTNET_", "OTEL_"];

    private static readonly string[] Variables =
    [
        "ASPIRE_ALLOW_UNSECURED_TRANSPORT", "ASPIRE_CONTAINER_RUNTIME", "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN",
        "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS",
        "ASPIRE_DEPENDENCY_CHECK_TIMEOUT", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "ASPIRE_SERVICE_STARTUP_WATCH_TIMEOUT",
        "ASPIRE_SHOW_DASHBOARD_RESOURCES", "ASPNETCORE_ENVIRONMENT", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORT",
        "ASPNETCORE_HTTPS_PORTS", "ASPNETCORE_URLS", "DOTNET_ENVIRONMENT", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS",
        "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_SERVICE_NAME",
    ];

    private static readonly string[] Keys =
    [
        "AppHost:BrowserToken", "AppHost:ContainerHostname", "AppHost:DashboardApiKey", "AppHost:DashboardApplicationName",
        "AppHost:DefaultLaunchProfileName", "AppHost:Directory", "AppHost:FilePath", "AppHost:Operation", "AppHost:OtlpApiKey",
        "AppHost:Path", "AppHost:ResourceService:ApiKey", "AppHost:ResourceService:AuthMode", "AppHost:Run:WatchEnabled", "AppHost:Sha256",
        "AppHost:PathSha256", "AppHost:ProjectNameSha256", "Aspire:Dashboard:PersistenceMode", "Aspire:Store:Path",
        "Aspire:VersionCheck:IgnoreVersion", "Dashboard:Api:AuthMode", "Dashboard:ApplicationName", "Dashboard:Frontend:AuthMode",
        "Dashboard:Frontend:BrowserToken", "Dashboard:Frontend:PublicUrl", "Dashboard:Otlp:AuthMode", "Dashboard:Otlp:PrimaryApiKey",
        "Dashboard:Otlp:Cors:AllowedOrigins", "Dashboard:Otlp:Cors:AllowedHeaders", "Dashboard:ResourceServiceClient:ApiKey",
        "Dashboard:ResourceServiceClient:AuthMode", "Dashboard:UI:DisableResourceGraph", "hostBuilder:reloadConfigOnChange",
        "Kestrel:EndpointDefaults:Protocols", "Kestrel:Endpoints", "Kestrel:Limits", "Kestrel:Certificates", "Logging:LogLevel:Default",
        "Logging:Console:LogLevel:Default", "Logging:Console:FormatterName", "Logging:Console:FormatterOptions",
        "Logging:Debug:LogLevel:Default", "Logging:EventSource:LogLevel:Default", "Pipeline:ClearCache", "Pipeline:IncludeExceptionDetails",
        "Pipeline:ListSteps", "Pipeline:LogLevel", "Pipeline:OutputPath", "Pipeline:SkipConfirmation", "Pipeline:Step",
        "Publishing:Publisher",
    ];

    /// <summary>The options of Aspire's AppHost.</summary>
    public static IReadOnlyList<string> OptionsOfAspire { get; } =
    [
        "operation", "publisher", "output-path", "step", "list-steps", "log-level", "include-exception-details", "clear-cache", "yes",
        "dcp-cli-path", "dcp-container-runtime", "dcp-dashboard-path", "dcp-dependency-check-timeout",
    ];

    /// <summary>All names without a section: these options, those of .NET's host, and variables.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. OptionsOfAspire, "environment", "urls", "contentRoot", "applicationName", "launch-profile", .. Variables];

    /// <summary>The names of all sections.</summary>
    public static IReadOnlyList<string> Sections { get; } =
        [.. Keys.Select(key => key.Split(Separator)[0]).Append(OrchestratorSection).Distinct()];

    /// <summary>Tells whether a name without a section is one of the framework's, and not a misspelt one.</summary>
    public static bool IsName(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase)
        || (Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) && NearestNamesOf(name).Count == 0);

    /// <summary>Finds the names without a section that a misspelt one was probably meant to be.</summary>
    public static IReadOnlyList<string> NearestNamesOf(string name) =>
        // What is the same in all variables of a kind says nothing.
        Prefixes.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } prefix
            ? [
                .. NearestNames.Of(name[prefix.Length..], from variable in Variables
                                                          where variable.StartsWith(prefix, StringComparison.Ordinal)
                                                          select variable[prefix.Length..])
                    .Select(near => prefix + near),
            ]
            : NearestNames.Of(name, Names);

    /// <summary>Finds misspelt keys in the sections of the framework, and all that is wrong in the orchestrator's.</summary>
    /// <param name="settings">Full keys and texts.</param>
    /// <returns>One sentence for every problem.</returns>
    public static IEnumerable<string> Problems(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var all = settings.ToList();
        return (Orchestrator?.Problems(all) ?? [])
            .Concat(
                from setting in all
                where setting.Value is not null
                let problem = Misspelt(setting.Key) ?? WrongLevel(setting.Key, setting.Value)
                where problem is not null
                select problem);
    }

    // Nothing else would name the key.
    private static string? WrongLevel(string key, string level) =>
        key.Split(Separator) is ["Logging", .., "LogLevel", _] && !Enum.TryParse<LogLevel>(level, ignoreCase: true, out _)
            ? Choice.Refusal(key, Enum.GetNames<LogLevel>(), level)
            : null;

    private static string? Misspelt(string key)
    {
        var parts = key.Split(Separator);
        for (var depth = 1; depth < parts.Length; depth++)
        {
            var parent = string.Join(Separator, parts[..depth]) + Separator;
            var known = Keys.Where(other => other.StartsWith(parent, StringComparison.OrdinalIgnoreCase))
                .Select(other => other[parent.Length..].Split(Separator)[0])
                .ToList();
            if (!known.Contains(parts[depth], StringComparer.OrdinalIgnoreCase))
            {
                return NearestNames.Of(parts[depth], known) is { Count: > 0 } near
                    ? $"{key} is not a setting. Did you mean {string.Join(" or ", near.Select(name => Corrected(parts, depth, name)))}?"
                    : null;
            }
        }

        return null;
    }

    private static string Corrected(string[] parts, int depth, string name) =>
        string.Join(Separator, (string[])[.. parts[..depth], name, .. parts[(depth + 1)..]]);
}
