namespace RoadmapAgent.AppHost.Fleet;

/// <summary>The sizes of the <see cref="FleetProfile"/> values.</summary>
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

    // Content workers keep results in memory until the gate lets them write: three writers suffice and leave connections to the relay.
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
