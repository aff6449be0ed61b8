using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>Every kind of fault, with targets and durations from a seed.</summary>
/// <param name="fleet">The fleet that they happen to.</param>
/// <param name="random">Chooses targets and durations.</param>
internal sealed class SuiteFaults(SuiteFleet fleet, Random random)
{
    private const int LongestSeconds = 20;

    private static readonly string[] Queues = ["execution-logs", "content-generation", "roadmap-workflow"];

    private readonly FleetProcesses _processes = new(fleet);

    /// <summary>All kinds that can be injected on this machine.</summary>
    public IReadOnlyList<SuiteFault> All() =>
    [
        .. FleetProcesses.All.Select(target => new SuiteFault($"kill {target}", cancel => KillAsync([target], cancel))),
        .. FleetProcesses.All.Select(target => new SuiteFault($"freeze {target}", cancel => FreezeAsync([target], cancel))),
        new("kill two at once", cancel => KillAsync(Two(), cancel)),
        new("freeze two at once", cancel => FreezeAsync(Two(), cancel)),
        new("kill one while another is frozen", KillWhileFrozenAsync),
        new("restart a service while the pooler is paused", RestartWhilePausedAsync),
        new("replace every service, one after the other", ReplaceAsync),
        new("the broker closes all connections", cancel =>
            fleet.BrokerControl.RunAsync(cancel, "close_all_connections", "fault suite")),
        new("the broker's queue of a worker is dead", cancel =>
            fleet.BrokerControl.StopQueueAsync(Queues[random.Next(Queues.Length)], cancel)),
        new("the broker is out of memory", cancel => AlarmAsync("set_vm_memory_high_watermark", "0", "0.6", cancel)),
        new("the broker is out of disk", cancel => AlarmAsync("set_disk_free_limit", "1000GB", "50MB", cancel)),
        new("PostgreSQL terminates all sessions", cancel => ExecuteAsync(
            """
            SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid()
            """,
            cancel)),
        new("every lease expires under its holder", cancel => ExecuteAsync(
            "UPDATE roadmap.leases SET holder = 'a process that is gone', held_until = now() - interval '1 second'", cancel)),
        new("the clock is set back by an hour", cancel => ExecuteAsync(
            "UPDATE roadmap.leases SET holder = 'a process that is gone', held_until = held_until + interval '1 hour'", cancel)),
        new("faults on the wire", OnTheWireAsync),
        new("the model hangs", HangAsync),
        .. fleet.Ballast is { } ballast
            ? [new SuiteFault("the disk of PostgreSQL and the broker is full", cancel => FillAsync(ballast, cancel))]
            : Array.Empty<SuiteFault>(),
    ];

    private Task KillAsync(IReadOnlyList<string> targets, CancellationToken cancellationToken) =>
        _processes.SignalAsync("KILL", targets, cancellationToken);

    private Task FreezeAsync(IReadOnlyList<string> targets, CancellationToken cancellationToken) =>
        _processes.FreezeAsync(targets, Some(LongestSeconds), cancellationToken);

    private async Task KillWhileFrozenAsync(CancellationToken cancellationToken)
    {
        var targets = Two();
        var frozen = _processes.FreezeAsync([targets[0]], Some(LongestSeconds), cancellationToken);
        await KillAsync([targets[1]], cancellationToken);
        await frozen;
    }

    private async Task RestartWhilePausedAsync(CancellationToken cancellationToken)
    {
        await CommandAsync("pgbouncer", "pause", cancellationToken);
        try
        {
            await KillAsync([FleetProcesses.Services[random.Next(FleetProcesses.Services.Length)]], cancellationToken);
            await Task.Delay(Some(LongestSeconds), cancellationToken);
        }
        finally
        {
            await CommandAsync("pgbouncer", "resume", CancellationToken.None);
        }
    }

    private async Task ReplaceAsync(CancellationToken cancellationToken)
    {
        foreach (var service in FleetProcesses.Services)
        {
            await CommandAsync(service, KnownResourceCommands.RestartCommand, cancellationToken);
            await fleet.Application.ResourceNotifications.WaitForResourceHealthyAsync(
                service, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);
        }
    }

    private async Task AlarmAsync(string command, string raised, string cleared, CancellationToken cancellationToken)
    {
        await fleet.BrokerControl.RunAsync(cancellationToken, command, raised);
        try
        {
            await Task.Delay(Some(LongestSeconds), cancellationToken);
        }
        finally
        {
            await fleet.BrokerControl.RunAsync(CancellationToken.None, command, cleared);
        }
    }

    private async Task OnTheWireAsync(CancellationToken cancellationToken)
    {
        var plan = new FaultPlan(random.Next(), longest: 30);
        fleet.Proxy.Plan = plan;
        plan.Begin();
        try
        {
            await Task.Delay(plan.Duration, cancellationToken);
        }
        finally
        {
            plan.End();
        }
    }

    private async Task HangAsync(CancellationToken cancellationToken)
    {
        fleet.ModelHangs = true;
        try
        {
            await Task.Delay(Some(LongestSeconds), cancellationToken);
        }
        finally
        {
            fleet.ModelHangs = false;
        }
    }

    private async Task FillAsync(string ballast, CancellationToken cancellationToken)
    {
        try
        {
            Fill(ballast);
            await Task.Delay(Some(LongestSeconds), cancellationToken);
        }
        finally
        {
            File.Delete(ballast);
        }
    }

    private static void Fill(string path)
    {
        var block = new byte[1 << 20];
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = block.Length; size >= 1 << 12; size /= 2)
        {
            try
            {
                while (true)
                {
                    file.Write(block.AsSpan(0, size));
                }
            }
            catch (IOException)
            {
                // A smaller block may still have room.
            }
        }
    }

    private async Task CommandAsync(string resource, string command, CancellationToken cancellationToken)
    {
        // By the resource, not by its name: a service with several processes has a name for each.
        var model = fleet.Application.Services.GetRequiredService<DistributedApplicationModel>();
        var result = await fleet.Application.ResourceCommands.ExecuteCommandAsync(
            model.Resources.Single(candidate => candidate.Name == resource), command, cancellationToken);
        Assert.True(result.Success, $"{command} of {resource}: {result.Message}");
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await fleet.OpenDirectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private string[] Two()
    {
        string[] shuffled = [.. FleetProcesses.All];
        random.Shuffle(shuffled);
        return shuffled[..2];
    }

    private TimeSpan Some(int longestSeconds) => TimeSpan.FromSeconds(1 + (random.NextDouble() * (longestSeconds - 1)));
}
