using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    private Action<string, LogLine>? _written;

    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.InstanceIds() is [var only] ? Log(only) : new EveryInstance([.. resource.InstanceIds().Select(Log)]);
    }

    public ILogger GetLogger(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        return Log(resourceName);
    }

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => Log(resourceName).WatchAsync();

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) =>
        resource.InstanceIds() is [var only] ? WatchAsync(only) : MergedAsync([.. resource.InstanceIds().Select(Log)]);

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask;
        yield return Log(resourceName).All();
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        foreach (var id in resource.InstanceIds())
        {
            await foreach (var batch in GetAllAsync(id)) yield return batch;
        }
    }

    public void Complete(IResource resource)
    {
        foreach (var id in resource.InstanceIds()) Complete(id);
    }

    public void Complete(string name) => Log(name).Complete();

    public void ClearBacklog(string resourceName) => Log(resourceName).ClearBacklog();

    public void Dispose()
    {
        foreach (var log in _logs.Values) log.Complete();
        GC.SuppressFinalize(this);
    }

    /// <summary>Every line of every resource, as it is written.</summary>
    internal void ForwardTo(Action<string, LogLine> written) => _written += written;

    internal ResourceLog Log(string resourceId) => _logs.GetOrAdd(resourceId, id => new ResourceLog(id, (from, line) => _written?.Invoke(from, line)));

    private static async IAsyncEnumerable<IReadOnlyList<LogLine>> MergedAsync(ResourceLog[] logs, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var merged = Channel.CreateUnbounded<IReadOnlyList<LogLine>>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pumps = Task.WhenAll(logs.Select(PumpAsync)).ContinueWith(_ => merged.Writer.TryComplete(), TaskScheduler.Default);
        try
        {
            await foreach (var batch in merged.Reader.ReadAllAsync(cancellationToken)) yield return batch;
        }
        finally
        {
            await stop.CancelAsync();
            await pumps;
        }

        async Task PumpAsync(ResourceLog log)
        {
            await foreach (var batch in log.WatchAsync(stop.Token)) merged.Writer.TryWrite(batch);
        }
    }

    private sealed class EveryInstance(ILogger[] logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logs.Any(log => log.IsEnabled(logLevel));

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            foreach (var log in logs) log.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
