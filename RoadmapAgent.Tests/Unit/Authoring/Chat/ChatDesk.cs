using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Authoring;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Tests.Unit.Authoring.Chat;

/// <summary>The author as configured for a service, with a captured log and a clock that runs twenty times as fast.</summary>
internal sealed class ChatDesk : IDisposable
{
    public const string Key = "sk-0123456789abcdef";

    private readonly IHost _host;

    public ChatDesk(string? endpoint, params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["Author:Chat:Endpoint"] = endpoint;
        builder.Configuration["Author:Chat:Model"] = "test-model";
        // The longest: a busy machine may need many of the clock's seconds for an answer.
        var all = new Dictionary<string, string?> { ["ApiKey"] = Key, ["Timeout"] = "00:04:00" };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        // A setting of null is absent.
        foreach (var (key, value) in all.Where(setting => setting.Value is not null))
        {
            builder.Configuration[$"Author:Chat:{key}"] = value;
        }

        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Recorder(Log));
        builder.Services.AddSingleton<TimeProvider>(new HastyTime());
        builder.AddSettings<ChatAuthorOptions>(ChatAuthorOptions.Section);
        builder.AddRoadmapAuthor();
        _host = builder.Build();
    }

    public ConcurrentQueue<string> Log { get; } = [];

    public IRoadmapAuthor Author => _host.Services.GetRequiredService<IRoadmapAuthor>();

    public static RoadmapRequest Request { get; } = Requests.For("Play the hurdy-gurdy at weddings", Level.Intermediate, 5, "Fiddle");

    public static ConceptBrief Brief { get; } = new(Guid.Empty, Request, "The wedding hurdy-gurdy", "Sound", "Wheel and strings",
        new("c-1-1-2", "Turning the wheel", "An even tone.", 6, Difficulty.Medium, ["c-1-1-1"], ["wheel"]), ["Tuning"]);

    /// <summary>Starts the host, which checks its options.</summary>
    public Task StartAsync() => _host.StartAsync(TestContext.Current.CancellationToken);

    public void Dispose() => _host.Dispose();

    private sealed class Recorder(ConcurrentQueue<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
            // Read by tests after the host has ended.
        }
    }
}

/// <summary>A clock that runs twenty times as fast, so that tests can wait for realistic timeouts.</summary>
internal sealed class HastyTime : TimeProvider
{
    public const int Speed = 20;

    public override long TimestampFrequency => System.TimestampFrequency / Speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(
            callback,
            state,
            dueTime == Timeout.InfiniteTimeSpan ? dueTime : dueTime / Speed,
            period == Timeout.InfiniteTimeSpan ? period : period / Speed);
}
