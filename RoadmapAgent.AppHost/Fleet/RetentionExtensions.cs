using System.Globalization;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Configures the service that deletes what has expired, and the one that says until when a deletion can be undone.</summary>
public static class RetentionExtensions
{
    /// <summary>Passes the settings <c>Fleet:Retention:*</c> to the services that need them.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="fleet">The fleet.</param>
    /// <param name="worker">The name of the service, whose role may delete what has expired.</param>
    /// <param name="api">The name of the service with the trash.</param>
    public static void AddRetention(this IDistributedApplicationBuilder builder, FleetOptions fleet, string worker, string api)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(fleet);
        builder.CreateResourceBuilder<ProjectResource>(worker)
            .WithEnvironment(Variable(nameof(RetentionOptions.ExecutionLogs)), Text(fleet.Retention.ExecutionLogs))
            .WithEnvironment(Variable(nameof(RetentionOptions.Events)), Text(fleet.Retention.Events))
            .WithEnvironment(Variable(nameof(RetentionOptions.Trash)), Text(fleet.Retention.Trash));
        builder.CreateResourceBuilder<ProjectResource>(api)
            .WithEnvironment(Variable(nameof(RetentionOptions.Trash)), Text(fleet.Retention.Trash));
    }

    private static string Variable(string setting) => $"{RetentionOptions.Section}__{setting}";

    private static string Text(int days) => days.ToString(CultureInfo.InvariantCulture);
}
