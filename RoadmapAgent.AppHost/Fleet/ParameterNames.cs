using Microsoft.Extensions.Configuration;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>
/// Refuses values of parameters and connection strings that do not exist, and a start without one that does: Aspire ignores the former,
/// and waits for the latter until somebody enters it in the dashboard.
/// </summary>
internal static class ParameterNames
{
    private const string UserSecrets = "secrets.json";

    // Of every kind of fleet, so that changing its servers or topology leaves no unknown ones.
    private static readonly string[] OfAnyFleet =
    [
        "postgres-password", "messaging-password", "pgbouncer-admin-password", "pgbouncer-stats-password", "roadmap-monitor-password",
        "operations-key", AuthorExtensions.KeyParameter, IdentityExtensions.SecretParameter,
    ];
    private static readonly string[] Connections = [FleetDatabase.ConnectionName, FleetDatabase.DirectName, "messaging"];

    /// <summary>
    /// Refuses unknown names; of a connection string, which may belong to another application, only if it is nearly one of ours.
    /// </summary>
    /// <exception cref="FleetException">A name is unknown.</exception>
    public static void RefuseUnknown(DistributedApplicationModel model, FleetOptions fleet, IConfigurationRoot configuration)
    {
        List<string> parameters =
        [
            .. OfAnyFleet,
            .. fleet.Services.Select(service => $"roadmap-{service.Name}-password"),
            .. model.Resources.OfType<ParameterResource>().Select(parameter => parameter.Name),
        ];
        // Those that an earlier version has generated are left alone.
        var set = configuration.Providers.Where(provider => !IsUserSecrets(provider))
            .SelectMany(provider => provider.GetChildKeys([], KnownSettings.Parameters));
        FleetException.ThrowIfAny(
        [
            // Aspire reads a parameter under both names.
            .. Unknown(set, [.. parameters, .. parameters.Select(Underscored)])
                .Select(name => Sentence(KnownSettings.Parameters, name, parameters)),
            .. Unknown(configuration.GetSection(KnownSettings.ConnectionStrings).GetChildren().Select(setting => setting.Key), Connections)
                .Where(name => NearestNames.Of(name, Connections).Count > 0)
                .Select(name => Sentence(KnownSettings.ConnectionStrings, name, Connections)),
        ]);
    }

    /// <summary>Refuses to start without a value that nothing generates.</summary>
    /// <exception cref="FleetException">A value is missing.</exception>
    public static void RefuseMissing(DistributedApplicationModel model, IConfiguration configuration) => FleetException.ThrowIfAny(
        from parameter in model.Resources.OfType<ParameterResource>()
        where parameter.Default is null
        let isConnection = parameter is IResourceWithConnectionString
        let key = $"{(isConnection ? KnownSettings.ConnectionStrings : KnownSettings.Parameters)}:{parameter.Name}"
        where string.IsNullOrWhiteSpace(configuration[key] ?? (isConnection ? null : configuration[Underscored(key)]))
        select $"{key} is missing: set it in the AppHost's user secrets; see docs/configuration.md.");

    private static bool IsUserSecrets(IConfigurationProvider provider) =>
        provider is FileConfigurationProvider { Source.Path: UserSecrets };

    private static IEnumerable<string> Unknown(IEnumerable<string> names, IReadOnlyList<string> known) =>
        names.Distinct(StringComparer.OrdinalIgnoreCase).Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase));

    private static string Underscored(string name) => name.Replace('-', '_');

    private static string Sentence(string section, string name, IReadOnlyList<string> known) =>
        NearestNames.Of(name, known) is { Count: > 0 } near
            ? $"{section}:{name} is not a setting. Did you mean {string.Join(" or ", near.Select(other => $"{section}:{other}"))}?"
            : $"{section}:{name} is not a setting. "
                + $"Those of {section} are {string.Join(", ", known.Distinct().Order(StringComparer.Ordinal))}.";
}
