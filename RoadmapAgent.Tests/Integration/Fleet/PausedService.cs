using System.Diagnostics;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>The processes of a service, which stand still until this is disposed.</summary>
internal sealed class PausedService : IDisposable
{
    private readonly IReadOnlyList<int> _processes;

    public PausedService(FleetFixture fleet, string service)
    {
        _processes = fleet.ProcessesOf(service);
        Signal("STOP");
    }

    public void Dispose() => Signal("CONT");

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", .. _processes.Select(process => $"{process}")]);
        kill.WaitForExit();
    }
}
