namespace Aspire.Hosting.ApplicationModel;

public sealed class ValueSnapshot<T>
    where T : notnull
{
    private readonly TaskCompletionSource<T> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private Task<T>? _later;

    public bool IsValueSet => _first.Task.IsCompleted;

    public Task<T> GetValueAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock) return _later ?? _first.Task.WaitAsync(cancellationToken);
    }

    public void SetValue(T value)
    {
        lock (_lock)
        {
            if (!_first.TrySetResult(value)) _later = Task.FromResult(value);
        }
    }

    public void SetException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        lock (_lock)
        {
            if (!_first.TrySetException(exception)) _later = Task.FromException<T>(exception);
        }
    }
}
