using System.Globalization;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>Reads how much memory the processes of a fleet's services occupy.</summary>
internal static class ServiceMemory
{
    private static readonly string[] Services = ["api", "logs", "content", "workflow"];

    /// <summary>Returns the resident bytes by process, such as "api 4711".</summary>
    public static Dictionary<string, long> Read(FleetFixture fleet) => Services
        .SelectMany(service => fleet.ProcessesOf(service).Select(id => (service, id)))
        .ToDictionary(process => $"{process.service} {process.id}", process => ResidentOf(process.id));

    // VmRSS:    123456 kB
    private static long ResidentOf(int process) => long.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) * 1024;
}
