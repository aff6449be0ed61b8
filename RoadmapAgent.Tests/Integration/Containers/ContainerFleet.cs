using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Containers;

/// <summary>The fleet with its servers in containers.</summary>
public sealed class ContainerFleet() : FleetFixture(Containers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public bool HasEngine { get; private set; }

    /// <summary>The fleet's data volumes, which are private to the tests.</summary>
    public IReadOnlyList<string> Volumes => DataVolumes.Of(DataDirectory);

    /// <summary>The id of a server's container once it runs.</summary>
    /// <param name="server">The server.</param>
    /// <param name="other">The id of a container to exclude, such as the previous one.</param>
    public async Task<string> ContainerOfAsync(string server, string? other = null)
    {
        var running = await Application.ResourceNotifications.WaitForResourceAsync(
            server,
            e => e.Snapshot.State?.Text == KnownResourceStates.Running && Id(e) is { } id && id != other,
            TestContext.Current.CancellationToken);
        return Id(running)!;
    }

    /// <summary>Starts nothing when no container engine responds, for example when an IDE runs all tests.</summary>
    protected override async Task InitializeAsync()
    {
        HasEngine = await ContainerEngine.AnswersAsync();
        if (HasEngine)
        {
            await base.InitializeAsync();
        }
    }

    protected override async ValueTask CleanUpAsync()
    {
        if (HasEngine)
        {
            await DataVolumes.RemoveAsync(DataDirectory, Patience);
        }
    }

    private static string? Id(ResourceEvent e) =>
        e.Snapshot.Properties.FirstOrDefault(property => property.Name == "container.id")?.Value as string;
}

/// <summary>The tests that share the container fleet. They need a container engine: <c>./test.sh containers</c>.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OnContainerFleet : ICollectionFixture<ContainerFleet>
{
    public const string Name = "Container fleet";
}
