using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Data.Transactions;

/// <summary>
/// Orders writes of the same row in memory, before they take a connection: there is one at a time, and what arrives meanwhile goes together
/// in the next one. Otherwise each would hold a connection while it waits for the others' lock.
/// </summary>
/// <typeparam name="TKey">Identifies the row.</typeparam>
/// <typeparam name="TItem">What is written.</typeparam>
/// <typeparam name="TResult">The result of a write, the same for all its items.</typeparam>
/// <param name="write">Writes items in one transaction.</param>
internal sealed class WriteGroups<TKey, TItem, TResult>(Func<TKey, IReadOnlyList<TItem>, Task<TResult>> write) where TKey : notnull
{
    private readonly Lock _lock = new();

    // A key is present while there is a write of it.
    private readonly Dictionary<TKey, List<Entry>> _next = [];

    /// <summary>Writes an item, possibly together with others.</summary>
    /// <remarks>An error that may be another item's fault is not this item's: it is then written by itself.</remarks>
    public Task<TResult> WriteAsync(TKey key, TItem item)
    {
        var entry = new Entry(item, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            if (_next.TryGetValue(key, out var next))
            {
                next.Add(entry);
                return entry.Written.Task;
            }

            _next.Add(key, []);
        }

        _ = WriteAllAsync(key, [entry]);
        return entry.Written.Task;
    }

    private async Task WriteAllAsync(TKey key, List<Entry> group)
    {
        while (group.Count > 0)
        {
            await WriteGroupAsync(key, group);
            lock (_lock)
            {
                group = _next[key];
                if (group.Count == 0)
                {
                    _next.Remove(key);
                }
                else
                {
                    _next[key] = [];
                }
            }
        }
    }

    private async Task WriteGroupAsync(TKey key, List<Entry> group)
    {
        try
        {
            var result = await write(key, [.. group.Select(entry => entry.Item)]);
            group.ForEach(entry => entry.Written.SetResult(result));
        }
        catch (Exception e) when (group.Count > 1 && ErrorClassifier.Classify(e, schemaComplete: true) is ErrorKind.OwnFault)
        {
            foreach (var entry in group)
            {
                await WriteGroupAsync(key, [entry]);
            }
        }
        catch (Exception e)
        {
            group.ForEach(entry => entry.Written.SetException(e));
        }
    }

    private sealed record Entry(TItem Item, TaskCompletionSource<TResult> Written);
}
