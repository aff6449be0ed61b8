using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Data.Transactions;

/// <summary>
/// Orders calls for the same row in memory, before they take a connection: there is one at a time, and what arrives shortly before it or
/// during the last one goes together. Otherwise each would be a transaction of its own, and a write would hold a connection while it waits
/// for the others' lock.
/// </summary>
/// <typeparam name="TKey">Identifies the row.</typeparam>
/// <typeparam name="TItem">What is written, or looked for.</typeparam>
/// <typeparam name="TResult">The result of a call, the same for all its items.</typeparam>
/// <param name="linger">The time that a call waits for more items. Zero: only those that arrive during another call go together.</param>
/// <param name="time">The clock.</param>
/// <param name="call">Writes or reads items in one transaction.</param>
internal sealed class CoalescedCalls<TKey, TItem, TResult>(
    TimeSpan linger, TimeProvider time, Func<TKey, IReadOnlyList<TItem>, Task<TResult>> call) where TKey : notnull
{
    private readonly Lock _lock = new();

    // A key is present while there is a call for it, or one is about to begin.
    private readonly Dictionary<TKey, List<Entry>> _next = [];

    /// <summary>Calls for an item, possibly together with others. The call begins after this method does.</summary>
    /// <remarks>An error that may be another item's fault is not this item's: there is then a call for it alone.</remarks>
    public Task<TResult> RunAsync(TKey key, TItem item)
    {
        var entry = new Entry(item, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            if (_next.TryGetValue(key, out var next))
            {
                next.Add(entry);
                return entry.Done.Task;
            }

            _next.Add(key, [entry]);
        }

        _ = RunAllAsync(key);
        return entry.Done.Task;
    }

    private async Task RunAllAsync(TKey key)
    {
        while (true)
        {
            await Task.Delay(linger, time);
            List<Entry> group;
            lock (_lock)
            {
                group = _next[key];
                if (group.Count == 0)
                {
                    _next.Remove(key);
                    return;
                }

                _next[key] = [];
            }

            await RunGroupAsync(key, group);
        }
    }

    private async Task RunGroupAsync(TKey key, List<Entry> group)
    {
        try
        {
            var result = await call(key, [.. group.Select(entry => entry.Item)]);
            group.ForEach(entry => entry.Done.SetResult(result));
        }
        catch (Exception e) when (group.Count > 1 && ErrorClassifier.Classify(e, schemaComplete: true) is ErrorKind.OwnFault)
        {
            foreach (var entry in group)
            {
                await RunGroupAsync(key, [entry]);
            }
        }
        catch (Exception e)
        {
            group.ForEach(entry => entry.Done.SetException(e));
        }
    }

    private sealed record Entry(TItem Item, TaskCompletionSource<TResult> Done);
}
