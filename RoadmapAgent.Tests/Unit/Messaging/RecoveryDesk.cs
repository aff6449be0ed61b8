using System.Collections.Concurrent;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Messaging;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceDefaults.Database;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Tests.Unit.Messaging;

/// <summary>
/// A queue of MassTransit's in-memory transport with the product's recovery, and a consumer and a database that fail on request.
/// </summary>
internal sealed class RecoveryDesk : IRecoveryActions, IAsyncDisposable
{
    public const string Queue = "content-generation";

    private readonly ConcurrentQueue<string> _done = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<int, Exception?> _consumer;
    private readonly Func<int, Exception?> _database;
    private readonly ServiceProvider _services;
    private int _consumed;
    private int _stored;

    /// <param name="consumer">What the consumer throws when it is called for the nth time, from 1; null to succeed.</param>
    /// <param name="database">What the database throws when something is stored for the nth time, from 1; null to succeed.</param>
    /// <param name="migrated">Whether the migrations have completed.</param>
    public RecoveryDesk(Func<int, Exception?> consumer, Func<int, Exception?>? database = null, bool migrated = true)
    {
        _consumer = consumer;
        _database = database ?? (_ => null);
        var schema = new SchemaReadiness();
        if (migrated)
        {
            schema.Complete();
        }

        _services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(schema)
            .AddSingleton(new FleetActivity(Options.Create(new IdleOptions()), Time))
            .AddSingleton(this)
            .AddSingleton<IRecoveryActions>(this)
            .AddSingleton<MessagingMetrics>()
            .AddSingleton<IHostApplicationLifetime>(new StoppingLifetime(_stopping.Token))
            .AddSingleton<Recovery>()
            .AddMassTransitTestHarness(bus =>
            {
                bus.AddConsumer<FailingConsumer>();
                bus.UsingInMemory((context, memory) => memory.ReceiveEndpoint(Queue, endpoint =>
                {
                    RoadmapBus.Recover(endpoint, context, retry => retry.Immediate(2));
                    endpoint.ConfigureConsumer<FailingConsumer>(context);
                }));
            })
            .BuildServiceProvider();
        Harness = _services.GetRequiredService<ITestHarness>();
    }

    public ITestHarness Harness { get; }

    public FakeTimeProvider Time { get; } = new();

    /// <summary>What was done with the message, in order.</summary>
    public IReadOnlyCollection<string> Done => _done;

    /// <summary>The number of times the consumer was called.</summary>
    public int Consumed => Volatile.Read(ref _consumed);

    /// <summary>The number of times something was stored, or tried to be.</summary>
    public int Stored => Volatile.Read(ref _stored);

    public async Task SendAsync(params (string Header, object Value)[] headers)
    {
        await Harness.Start();
        var endpoint = await Harness.Bus.GetSendEndpoint(new($"queue:{Queue}"));
        await endpoint.Send(new GenerateConcept(Guid.NewGuid(), "c-1-1-1"), context =>
        {
            foreach (var (header, value) in headers)
            {
                context.Headers.Set(header, value);
            }
        });
    }

    public Task DelayAsync(object message, TimeSpan delay, int redelivered, CancellationToken cancellationToken) =>
        StoreAsync($"delayed {redelivered}");

    public Task FailAsync(object message, string reason, CancellationToken cancellationToken) =>
        StoreAsync($"failed: {reason}");

    public Task ReturnAsync(object message, int redelivered, CancellationToken cancellationToken)
    {
        _done.Enqueue($"returned {redelivered}");
        return Task.CompletedTask;
    }

    /// <summary>Ends the process gracefully.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _services.GetRequiredService<IBusControl>().StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _stopping.Dispose();
    }

    private Task StoreAsync(string what)
    {
        if (_database(Interlocked.Increment(ref _stored)) is { } error)
        {
            return Task.FromException(error);
        }

        _done.Enqueue(what);
        return Task.CompletedTask;
    }

    private sealed class FailingConsumer(RecoveryDesk desk) : IConsumer<GenerateConcept>
    {
        public Task Consume(ConsumeContext<GenerateConcept> context)
        {
            if (desk._consumer(Interlocked.Increment(ref desk._consumed)) is { } error)
            {
                return Task.FromException(error);
            }

            desk._done.Enqueue("handled");
            return Task.CompletedTask;
        }
    }

    private sealed class StoppingLifetime(CancellationToken stopping) : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
            // The test decides when the process ends.
        }
    }
}
