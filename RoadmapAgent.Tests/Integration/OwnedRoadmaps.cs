using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Roadmaps of several owners, which are changed without workers.</summary>
/// <param name="roadmaps">The repository of a process.</param>
/// <param name="limit">The number of roadmaps that an owner may have in progress.</param>
internal sealed class OwnedRoadmaps(RoadmapRepository roadmaps, int limit)
{
    public static readonly Owner Ada = Owner.Of("local", "ada");
    public static readonly Owner Grace = Owner.Of("local", "grace");
    private static readonly RoadmapRequest Request = new("Learn SQL", Level.Beginner, 10, [], SkipReview: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Adds a roadmap, or finds the one with the same key; returns its id.</summary>
    public async Task<Guid> AddAsync(Owner owner, string? key = null) => (await roadmaps.CreateAsync(
        owner, RoadmapWorkflow.Begin(Guid.CreateVersion7(), skipReview: true), Request, key, limit, Cancellation)).Id;

    /// <summary>Adds several; returns their ids in the order of their age, the oldest first.</summary>
    public async Task<IReadOnlyList<Guid>> AddAsync(Owner owner, int count)
    {
        var added = new List<Guid>();
        while (added.Count < count)
        {
            added.Add(await AddAsync(owner));
        }

        return added;
    }

    /// <summary>Applies what follows from an event to a roadmap of Ada's.</summary>
    public async Task DecideAsync(Guid id, WorkflowEvent happened)
    {
        var roadmap = (await roadmaps.LoadAsync(Ada, id, Cancellation))!;
        await roadmaps.DecideAsync(roadmap, RoadmapWorkflow.Decide(roadmap.State, happened)!, limit, Cancellation);
    }

    /// <summary>Deletes a roadmap of Ada's.</summary>
    public Task DeleteAsync(Guid id) => roadmaps.DeleteAsync(Ada, id, Cancellation);
}
