using System.Collections.Concurrent;
using System.Net;

namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>What the fleet has promised, how it answered, and what it should not have done.</summary>
internal sealed class Ledger
{
    /// <summary>Every accepted roadmap by its id.</summary>
    public ConcurrentDictionary<Guid, Promise> Promises { get; } = [];

    /// <summary>The answers by status; 0 stands for none: refused, reset or too late.</summary>
    public ConcurrentDictionary<HttpStatusCode, int> Answers { get; } = [];

    /// <summary>What must not happen, in words.</summary>
    public ConcurrentBag<string> Defects { get; } = [];
}
