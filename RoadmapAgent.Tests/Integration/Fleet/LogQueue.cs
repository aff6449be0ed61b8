using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>Keeps the last lines that an application logs.</summary>
internal sealed class LogQueue(ConcurrentQueue<string> log) : ILoggerProvider
{
    private const int Kept = 5_000;

    public ILogger CreateLogger(string categoryName) => new Logger(log, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
        // The lines are read after the application has ended.
    }

    private sealed class Logger(ConcurrentQueue<string> log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            log.Enqueue($"{category} | {formatter(state, exception)}{(exception is null ? "" : Environment.NewLine + exception)}");
            while (log.Count > Kept)
            {
                log.TryDequeue(out _);
            }
        }
    }
}
