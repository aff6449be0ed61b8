using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Workers;

namespace RoadmapAgent.Tests.Unit.Workers;

public sealed class WorkerRoleTests
{
    [Fact]
    public void Every_queue_has_one_role_which_consumes_all_of_its_commands() =>
        Assert.Equal(Queues.ByWorker, WorkerRole.All.ToDictionary(role => role.Key, role => role.Value.Queue));
}
