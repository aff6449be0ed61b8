using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Authoring.Chat;

namespace RoadmapAgent.Tests.Unit.Authoring.Chat;

public sealed class FairLimiterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_owner_with_much_work_delays_another_by_one_turn()
    {
        var limiter = new FairLimiter(1);
        var (busy, other) = (Guid.NewGuid(), Guid.NewGuid());
        var served = new List<string>();
        var first = await limiter.AcquireAsync(busy, Cancellation);
        List<Task> waiting = [.. Enumerable.Range(1, 5).Select(n => ServeAsync(busy, $"busy {n}")), ServeAsync(other, "other 1")];

        first.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(["busy 1", "other 1", "busy 2", "busy 3", "busy 4", "busy 5"], served);

        async Task ServeAsync(Guid owner, string name)
        {
            using var permit = await limiter.AcquireAsync(owner, Cancellation);
            served.Add(name);
        }
    }

    [Fact]
    public async Task A_cancelled_wait_does_not_cost_a_permit()
    {
        var limiter = new FairLimiter(1);
        var owner = Guid.NewGuid();
        var first = await limiter.AcquireAsync(owner, Cancellation);
        using var cancelled = new CancellationTokenSource();
        var (given, kept) = (limiter.AcquireAsync(owner, cancelled.Token), limiter.AcquireAsync(owner, Cancellation));

        await cancelled.CancelAsync();
        first.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        (await kept).Dispose();
        (await limiter.AcquireAsync(owner, Cancellation)).Dispose();
    }

    [Fact]
    public void No_more_than_the_permits_are_in_use_and_everybody_who_waits_is_served()
    {
        var cases = from permits in Gen.Choose(1, 4)
                    from owners in Gen.Choose(0, 3).NonEmptyListOf()
                    select (Permits: permits, Owners: owners.ToList());
        Prop.ForAll(Arb.From(cases), async one =>
        {
            var limiter = new FairLimiter(one.Permits);
            var ids = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToList();
            var (inUse, most) = (0, 0);
            await Task.WhenAll(one.Owners.Select(async owner =>
            {
                using var permit = await limiter.AcquireAsync(ids[owner], CancellationToken.None);
                most = Math.Max(most, Interlocked.Increment(ref inUse));
                await Task.Yield();
                Interlocked.Decrement(ref inUse);
            }));
            Assert.InRange(most, 1, one.Permits);
        }).Check(PropertyCases.Of(200));
    }
}
