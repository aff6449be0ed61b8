using MassTransit;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Api.Progress;

/// <summary>Takes events from the broker. Nothing is stored: what is missed is read from the database.</summary>
/// <param name="hub">The watchers.</param>
internal sealed class ProgressConsumer(ProgressHub hub) : IConsumer<ProgressRecorded>
{
    public Task Consume(ConsumeContext<ProgressRecorded> context)
    {
        var message = context.Message;
        hub.Offer(new(message.RoadmapId, message.Sequence, message.Type, message.Data, message.At));
        return Task.CompletedTask;
    }
}
