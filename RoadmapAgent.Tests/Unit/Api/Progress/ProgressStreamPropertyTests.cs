using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Tests.Unit.Api.Progress;

public sealed class ProgressStreamPropertyTests
{
    // The next action: an event is stored, the broker delivers a stored event, or a watcher connects.
    private enum Moment
    {
        Store,
        Bring,
        Watch,
    }

    [Fact]
    public void Every_watcher_receives_every_event_once_in_order_regardless_of_arrival_and_broker_order() =>
        Prop.ForAll(Arb.From(Courses()), course =>
        {
            // Outside the test's synchronization context, whose only thread this property blocks.
            Task.Run(() => RunAsync(course)).GetAwaiter().GetResult();
        }).Check(PropertyCases.Of(200));

    private static Gen<(Moment Moment, int Choice)[]> Courses() =>
        (from moment in Gen.Frequency((4, Gen.Constant(Moment.Store)), (6, Gen.Constant(Moment.Bring)), (2, Gen.Constant(Moment.Watch)))
         from choice in Gen.Choose(0, 1000)
         select (moment, choice)).ArrayOf(60);

    private static async Task RunAsync((Moment Moment, int Choice)[] course)
    {
        var history = new StoredHistory();
        var stored = new List<ProgressRecorded>();
        var waiting = new List<ProgressRecorded>();
        var watchers = new List<(Watcher Watcher, int After)>();
        foreach (var (moment, choice) in course)
        {
            if (moment == Moment.Store)
            {
                stored.Add(history.Store());
                waiting.Add(stored[^1]);
            }
            else if (moment == Moment.Bring && stored.Count > 0)
            {
                // Usually a pending event, sometimes a duplicate.
                var from = waiting.Count > 0 && choice % 4 > 0 ? waiting : stored;
                var brought = from[choice % from.Count];
                waiting.Remove(brought);
                history.Hub.Offer(brought);
            }
            else if (moment == Moment.Watch)
            {
                var after = choice % (stored.Count + 1);
                watchers.Add((await history.WatchAsync(after.ToString(System.Globalization.CultureInfo.InvariantCulture)), after));
            }
        }

        waiting.ForEach(history.Hub.Offer);
        history.End();
        foreach (var (watcher, after) in watchers)
        {
            Assert.Equal(Enumerable.Range(after + 1, stored.Count + 1 - after).Select(id => (long)id), await watcher.RestAsync());
            await watcher.DisposeAsync();
        }
    }
}
