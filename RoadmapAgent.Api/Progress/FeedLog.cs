using System.Collections.Immutable;

namespace RoadmapAgent.Api.Progress;

/// <summary>The events of a roadmap so far.</summary>
/// <param name="Events">The events in order.</param>
/// <param name="Last">The number of the last one.</param>
/// <param name="Ended">Whether the roadmap has ended: nothing follows unless its owner retries it.</param>
internal sealed record FeedLog(ImmutableArray<FeedEvent> Events, long Last, bool Ended)
{
    /// <summary>Returns this with further events; not empty.</summary>
    public FeedLog With(params IReadOnlyList<FeedEvent> events) => new(Events.AddRange(events), events[^1].Sequence, events[^1].Ends);

    /// <summary>Returns the index of the first event after a sequence number.</summary>
    public int IndexAfter(long sequence)
    {
        // Without gaps, unless the oldest events are gone.
        var index = Events.Length - (int)Math.Clamp(Last - sequence, 0, Events.Length);
        while (index < Events.Length && Events[index].Sequence <= sequence)
        {
            index++;
        }

        return index;
    }
}
