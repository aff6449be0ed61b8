using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The fleet as F5 starts it.</summary>
public sealed class LaptopFleet : FleetFixture
{
    /// <summary>A client of the second person; <see cref="FleetFixture.Api"/> is the first one's.</summary>
    public HttpClient Grace() => new(new SocketsHttpHandler { UseCookies = false })
    {
        BaseAddress = Api.BaseAddress,
        DefaultRequestHeaders = { { "Cookie", "roadmap-agent-identity=grace" } },
    };
}

/// <summary>The tests that share the laptop fleet; each must leave it unchanged.</summary>
[CollectionDefinition(Name)]
public sealed class OnLaptopFleet : ICollectionFixture<LaptopFleet>
{
    public const string Name = "Laptop fleet";
}
