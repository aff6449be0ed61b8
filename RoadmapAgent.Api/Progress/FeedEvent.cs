using System.Globalization;
using System.Text;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Api.Progress;

/// <summary>An event as all watchers of its roadmap get it.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Ends">Whether it is the last one unless the owner retries the roadmap.</param>
/// <param name="Text">It as a server-sent event, in UTF-8.</param>
internal sealed record FeedEvent(long Sequence, bool Ends, ReadOnlyMemory<byte> Text)
{
    public static FeedEvent Of(ProgressRecorded happened) => new(
        happened.Sequence,
        ProgressEvents.Ends(happened.Type),
        Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"id: {happened.Sequence}\nevent: {happened.Type}\ndata: {happened.Data.ReplaceLineEndings(" ")}\n\n")));
}
