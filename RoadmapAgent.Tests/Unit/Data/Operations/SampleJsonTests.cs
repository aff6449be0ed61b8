using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Tests.Unit.Data.Operations;

public sealed class SampleJsonTests
{
    private static readonly ConnectionSample Sample = new(
        DateTimeOffset.UnixEpoch,
        new(MaxConnections: 100, Reserved: 3, Backends: 20, Available: 77),
        new(MaxClients: 500, Clients: 40, Waiting: 2, LongestWaitSeconds: 0.25, IsHoldingBack: true),
        [
            new("api", 2, 2, 10, 8, 1, 0, 100, 12, 1, 0.5, 1000, 2.25, LostProcesses: 1, MinimumShare: 4, MaximumShare: 20),
            new("logs", 1, 0, 4, null, null, null, 50, null, null, null, null, null),
        ],
        [new("postgres", "psql", 1)],
        new(Backlog: 3, OldestSeconds: 1.5, Poisoned: 0),
        [new("content", "content-generation", 5, 2, 0)],
        new(Waiting: 1, OldestSeconds: 60),
        [new(FindingLevel.Degraded, "api", "waiting", "Clients of 'api' wait.")],
        [new("roadmap_api", "unknown", 2)]);

    [Fact]
    public void Samples_are_written_and_read_as_by_reflection()
    {
        GeneratedJson.IsLikeReflection(SampleJson.Format, Sample);
        GeneratedJson.IsLikeReflection<List<ConnectionSample>>(SampleJson.Format, [Sample with { Pooler = null, Queues = null }]);
    }

    [Fact]
    public void Measurements_are_read_as_by_reflection()
    {
        GeneratedJson.IsLikeReflection(
            SampleJson.Format,
            new PostgresReadings(
                100,
                3,
                0,
                [new("roadmap_api", "api", "idle", 4)],
                new Dictionary<string, ProcessCount> { ["API"] = new(2, 1) },
                Sample.Messages,
                Sample.Reviews));
        GeneratedJson.IsLikeReflection<List<MonitorLook.Row>>(
            SampleJson.Format,
            [
                new(7, "roadmap_api", "api", "active", "Lock", "relation", 10.5, 2, 0.25, "SELECT 1"),
                new(8, "", "", "", null, null, 0, null, 0, ""),
            ]);
    }
}
