using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>The processes behind the resources of a fleet, and signals to them.</summary>
/// <param name="fleet">The fleet.</param>
internal sealed class FleetProcesses(SuiteFleet fleet)
{
    public static readonly string[] Services = ["api", "logs", "content", "workflow"];

    /// <summary>Services and servers, without the migrations, which have completed.</summary>
    public static readonly string[] All = [.. Services, "postgres", "pgbouncer", "messaging", "messaging-epmd"];

    /// <summary>Returns the living processes of a resource; none while it is being restarted.</summary>
    public async Task<IReadOnlyList<int>> OfAsync(string resource, CancellationToken cancellationToken)
    {
        if (Services.Contains(resource))
        {
            return fleet.ProcessesOf(resource);
        }

        var running = await fleet.Application.ResourceNotifications.WaitForResourceAsync(
            resource, e => e.Snapshot.State?.Text == KnownResourceStates.Running && Pid(e) is not null, cancellationToken);
        var guard = Pid(running)!.Value;
        return Directory.Exists($"/proc/{guard}")
            ? [.. LocalProcesses.Below(guard).Select(process => process.Id).Append(guard)]
            : [];
    }

    /// <summary>Sends a signal to all processes of some resources.</summary>
    public async Task SignalAsync(string signal, IReadOnlyList<string> resources, CancellationToken cancellationToken)
    {
        var processes = await Task.WhenAll(resources.Select(resource => OfAsync(resource, cancellationToken)));
        Send(signal, [.. processes.SelectMany(ids => ids)]);
    }

    /// <summary>Stops all processes of some resources for a while.</summary>
    public async Task FreezeAsync(IReadOnlyList<string> resources, TimeSpan time, CancellationToken cancellationToken)
    {
        var processes = (await Task.WhenAll(resources.Select(resource => OfAsync(resource, cancellationToken)))).SelectMany(ids => ids);
        int[] frozen = [.. processes];
        Send("STOP", frozen);
        try
        {
            await Task.Delay(time, cancellationToken);
        }
        finally
        {
            Send("CONT", frozen);
        }
    }

    private static int? Pid(ResourceEvent e) =>
        e.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value as int?;

    private static void Send(string signal, int[] processes)
    {
        if (processes.Length > 0)
        {
            // Some may have ended with their parent: the exit code says nothing.
            using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", .. processes.Select(id => $"{id}")])
            {
                RedirectStandardError = true,
            })!;
            kill.StandardError.ReadToEnd();
            kill.WaitForExit();
        }
    }
}
