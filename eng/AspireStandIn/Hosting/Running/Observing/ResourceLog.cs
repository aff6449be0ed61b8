using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>What one instance of a resource wrote, and what was said about it; the newest lines are kept for who looks later.</summary>
internal sealed class ResourceLog(string resourceId, Action<string, LogLine> written) : ILogger
{
    private const int Kept = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _backlog = new();
    private readonly List<Channel<LogLine>> _watchers = [];
    private int _lines;
    private bool _complete;

    public void Write(string content, bool isError)
    {
        LogLine line;
        lock (_lock)
        {
            line = new LogLine(++_lines, content, isError);
            _backlog.Enqueue(line);
            if (_backlog.Count > Kept) _backlog.Dequeue();
            foreach (var watcher in _watchers) watcher.Writer.TryWrite(line);
        }
        written(resourceId, line);
    }

    public void Complete()
    {
        lock (_lock)
        {
            _complete = true;
            foreach (var watcher in _watchers) watcher.Writer.TryComplete();
        }
    }

    public void ClearBacklog()
    {
        lock (_lock)
        {
            _backlog.Clear();
            _lines = 0;
        }
    }

    public LogLine[] All()
    {
        lock (_lock) return [.. _backlog];
    }

    /// <summary>What there is, then what comes.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<LogLine>();
        lock (_lock)
        {
            foreach (var line in _backlog) channel.Writer.TryWrite(line);
            if (_complete) channel.Writer.TryComplete();
            _watchers.Add(channel);
        }
        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<LogLine>();
                while (channel.Reader.TryRead(out var line)) batch.Add(line);
                yield return batch;
            }
        }
        finally
        {
            lock (_lock) _watchers.Remove(channel);
        }
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        Write(formatter(state, exception), logLevel >= LogLevel.Error);
        if (exception is not null) Write(exception is DistributedApplicationException ? exception.Message : exception.ToString(), isError: true);
    }
}
