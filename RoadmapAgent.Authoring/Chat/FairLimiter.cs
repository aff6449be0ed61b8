namespace RoadmapAgent.Authoring.Chat;

/// <summary>
/// Limits concurrent work and shares it fairly: those that wait take turns by owner, so that an owner with much work delays another by one
/// turn, not by all of it. The work of one owner is done in the order of its arrival.
/// </summary>
/// <param name="permits">The maximum number of permits in use; 1 or more.</param>
internal sealed class FairLimiter(int permits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Queue<TaskCompletionSource>> _waiting = [];

    // Every owner that waits, once; the first is next.
    private readonly Queue<Guid> _turns = new();
    private int _free = permits;

    /// <summary>Waits for a permit; disposing the result releases it.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<IDisposable> AcquireAsync(Guid owner, CancellationToken cancellationToken)
    {
        var granted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return new Permit(this);
            }

            if (!_waiting.TryGetValue(owner, out var own))
            {
                _waiting.Add(owner, own = new());
                _turns.Enqueue(owner);
            }

            own.Enqueue(granted);
        }

        using (cancellationToken.Register(() => granted.TrySetCanceled(cancellationToken)))
        {
            await granted.Task;
        }

        return new Permit(this);
    }

    private void Release()
    {
        lock (_lock)
        {
            while (_turns.TryDequeue(out var owner))
            {
                var own = _waiting[owner];
                var next = own.Dequeue();
                if (own.Count > 0)
                {
                    _turns.Enqueue(owner);
                }
                else
                {
                    _waiting.Remove(owner);
                }

                if (next.TrySetResult())
                {
                    return;
                }
            }

            _free++;
        }
    }

    private sealed class Permit(FairLimiter limiter) : IDisposable
    {
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                limiter.Release();
            }
        }
    }
}
