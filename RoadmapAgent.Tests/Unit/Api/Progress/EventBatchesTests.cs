using System.Collections.Concurrent;
using RoadmapAgent.Api.Progress;
using RoadmapAgent.Data.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Api.Progress;

public sealed class EventBatchesTests
{
    private readonly ConcurrentQueue<int> _sizes = new();
    private readonly TaskCompletionSource _answered = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_thousand_roadmaps_are_read_with_fifty_statements_and_the_first()
    {
        var batches = new EventBatches(ReadAsync);
        var ids = Enumerable.Range(0, 5001).Select(_ => Guid.NewGuid()).ToList();

        var first = batches.ReadAsync(ids[0], 0, Cancellation);
        await TakenAsync(1);
        var pages = ids.Skip(1).Select((id, n) => batches.ReadAsync(id, n, Cancellation)).ToList();
        _answered.SetResult();

        Assert.Equal(Enumerable.Range(0, 5000).Select(n => (long)n), (await Task.WhenAll(pages)).Select(page => page!.LastSequence));
        Assert.Equal(0, (await first)!.LastSequence);
        Assert.Equal([1, .. Enumerable.Repeat(EventBatches.MaxRoadmaps, 50)], _sizes);
    }

    [Fact]
    public async Task A_failure_concerns_only_those_who_waited_for_it()
    {
        var failing = true;
        var batches = new EventBatches(positions => failing ? throw new TimeoutException() : ReadAsync(positions));
        _answered.SetResult();

        await Assert.ThrowsAsync<TimeoutException>(() => batches.ReadAsync(Guid.NewGuid(), 0, Cancellation));
        failing = false;

        Assert.NotNull(await batches.ReadAsync(Guid.NewGuid(), 0, Cancellation));
    }

    [Fact]
    public async Task One_who_leaves_does_not_disturb_the_others()
    {
        var batches = new EventBatches(ReadAsync);
        using var leaving = new CancellationTokenSource();
        var left = batches.ReadAsync(Guid.NewGuid(), 0, leaving.Token);
        var stayed = batches.ReadAsync(Guid.NewGuid(), 7, Cancellation);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        _answered.SetResult();

        Assert.Equal(7, (await stayed)!.LastSequence);
    }

    private async Task<IReadOnlyList<StoredEvents?>> ReadAsync(IReadOnlyList<EventPosition> positions)
    {
        _sizes.Enqueue(positions.Count);
        await _answered.Task;
        return [.. positions.Select(position => new StoredEvents(Owner: null, Ended: false, position.Sequence, []))];
    }

    private async Task TakenAsync(int count)
    {
        while (_sizes.Count < count)
        {
            await Task.Delay(1, Cancellation);
        }
    }
}
