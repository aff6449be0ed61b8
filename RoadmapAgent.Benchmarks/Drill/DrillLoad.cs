using System.Net.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>A process's part of the load, on the service's own connections: its gate, its pool, and its limits.</summary>
internal sealed class DrillLoad(
    ServiceDatabase database, IOptions<DatabaseOptions> options, IHostApplicationLifetime lifetime) : BackgroundService
{
    public const string RendezvousVariable = "DRILL_RENDEZVOUS";
    public const string ReadyPath = "/ready";
    public const string FullPath = "/full";
    public const string DonePath = "/done";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var address = Environment.GetEnvironmentVariable(RendezvousVariable) ?? throw new InvalidOperationException(
            $"{RendezvousVariable} is missing.");
        using var rendezvous = new HttpClient { BaseAddress = new(address), Timeout = Timeout.InfiniteTimeSpan };
        await StartedAsync(stoppingToken);
        await MeetAsync(rendezvous, ReadyPath, stoppingToken);
        var outcomes = await Burst.RunAsync(
            Burst.PredecessorsUnits,
            options.Value.EffectiveGate,
            UnitWorks.SleepAsync,
            (work, cancellationToken) => database.RunAsync<object?>(
                async (connection, ct) =>
                {
                    await work(connection, ct);
                    return null;
                },
                cancellationToken),
            cancellationToken => MeetAsync(rendezvous, FullPath, cancellationToken),
            stoppingToken);
        using var done = await rendezvous.PostAsJsonAsync(DonePath, outcomes, stoppingToken);
        done.EnsureSuccessStatusCode();
    }

    private static async Task MeetAsync(HttpClient rendezvous, string path, CancellationToken cancellationToken)
    {
        using var response = await rendezvous.PostAsync(new Uri(path, UriKind.Relative), content: null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }
}
