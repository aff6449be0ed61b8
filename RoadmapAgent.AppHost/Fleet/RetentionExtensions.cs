using System.Globalization;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Configures the service that deletes what has expired.</summary>
public static class RetentionExtensions
{
    /// <summary>Passes the settings <c>Fleet:Retention:*</c> to a service.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="fleet">The fleet.</param>
    /// <param name="worker">The name of the service, whose role may delete execution logs and events.</param>
    public static void AddRetention(this IDistributedApplicationBuilder builder, FleetOptions fleet, string worker)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(fleet);
        builder.CreateResourceBuilder<ProjectResource>(worker)
            .WithEnvironment(Variable(nameof(RetentionOptions.ExecutionLogs)), Text(fleet.Retention.ExecutionLogs))
            .WithEnvironment(Variable(nameof(RetentionOptions.Events)), Text(fleet.Retention.Events));
    }

    private static string Variable(string setting) => $"{RetentionOptions.Section}__{setting}";

    private static string Text(int days) => days.ToString(CultureInfo.InvariantCulture);
}
