using RoadmapAgent.Data.Roadmaps;

namespace RoadmapAgent.Api.Progress;

/// <summary>
/// Reads the events of many roadmaps with few statements: while one is running, what is asked for gathers for the next. When an API process
/// starts, all watchers come at once.
/// </summary>
/// <param name="read">Reads a page for every position.</param>
internal sealed class EventBatches(Func<IReadOnlyList<EventPosition>, Task<IReadOnlyList<StoredEvents?>>> read)
{
    /// <summary>The most roadmaps that are read with one statement.</summary>
    public const int MaxRoadmaps = 100;

    private readonly Lock _lock = new();
    private readonly Queue<Request> _waiting = new();
    private bool _reading;

    /// <inheritdoc cref="ReadEvents"/>
    public Task<StoredEvents?> ReadAsync(Guid roadmapId, long sequence, CancellationToken cancellationToken)
    {
        var request = new Request(new(roadmapId, sequence));
        lock (_lock)
        {
            _waiting.Enqueue(request);
            if (!_reading)
            {
                _reading = true;
                // Not part of the request that happens to be the first.
                using var flow = ExecutionContext.SuppressFlow();
                _ = Task.Run(ReadAllAsync, CancellationToken.None);
            }
        }

        return request.Page.Task.WaitAsync(cancellationToken);
    }

    private async Task ReadAllAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                var pages = await read([.. batch.Select(request => request.Position)]);
                foreach (var (request, page) in batch.Zip(pages))
                {
                    request.Page.SetResult(page);
                }
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                batch.ForEach(request => request.Page.TrySetException(e));
            }
        }
    }

    private List<Request> Next()
    {
        lock (_lock)
        {
            var batch = new List<Request>();
            while (batch.Count < MaxRoadmaps && _waiting.TryDequeue(out var request))
            {
                batch.Add(request);
            }

            _reading = batch.Count > 0;
            return batch;
        }
    }

    private sealed record Request(EventPosition Position)
    {
        public TaskCompletionSource<StoredEvents?> Page { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
