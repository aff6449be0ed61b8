using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(RoadmapAgent.Tests.LongestFirst))]

namespace RoadmapAgent.Tests;

/// <summary>
/// Starts the collections that take minutes first; the unit tests fill the remaining time. Three collections run at a time
/// (xunit.runner.json), because a fleet often waits.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        Integration.OnLaptopFleet.Name, Integration.Faults.OnFaultFleet.Name, nameof(Integration.ShutdownTests),
        Integration.Hostile.OnHostileFleet.Name,
        Integration.OnSeedFleet.Name, Integration.OnChatFleet.Name, nameof(Integration.Packages.ShopTests),
        nameof(Integration.InheritedEnvironmentTests), nameof(Integration.DirectTests), nameof(Integration.DrillTests),
        Integration.OnHostedFleet.Name,
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
            [
                .. testCollections
                    .OrderBy(collection => Place(collection))
                    .ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal),
            ];

    private static int Place(ITestCollection collection)
    {
        var place = Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
        return place < 0 ? Long.Length : place;
    }
}
