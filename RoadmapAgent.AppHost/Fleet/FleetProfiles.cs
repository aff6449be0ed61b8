namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The sizes that come with a <see cref="FleetProfile"/>.</summary>
internal static class FleetProfiles
{
    /// <summary>Gives every service the profile's sizes.</summary>
    public static void Apply(FleetOptions options)
    {
        foreach (var (service, sizes) in Of(options.Profile))
        {
            options.Services[service] = sizes;
        }
    }

    // Content holds its results until the gate lets it write: three writers are enough, and leave the pool to the relay.
    private static (string Service, ServiceSizes Sizes)[] Of(FleetProfile profile) => profile switch
    {
        FleetProfile.Seed =>
        [
            ("api", new() { Replicas = 4, MaxPoolSize = 15, Share = 14 }),
            ("logs", new() { Replicas = 5, MaxPoolSize = 15, Share = 8 }),
            ("content", new() { Replicas = 9, MaxPoolSize = 15, Gate = 3, Share = 18 }),
            ("workflow", new() { Replicas = 3, MaxPoolSize = 15, Share = 10 }),
        ],
        _ =>
        [
            ("api", new() { Replicas = 1, MaxPoolSize = 10, Share = 8 }),
            ("logs", new() { Replicas = 1, MaxPoolSize = 5, Share = 4 }),
            ("content", new() { Replicas = 2, MaxPoolSize = 8, Gate = 3, Share = 10 }),
            ("workflow", new() { Replicas = 1, MaxPoolSize = 8, Share = 6 }),
        ],
    };
}
