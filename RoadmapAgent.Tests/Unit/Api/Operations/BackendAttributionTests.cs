using RoadmapAgent.Api.Operations;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

/// <summary>Poolers rename the sessions that they open; PgBouncer passes names on, others use their own, or none.</summary>
public sealed class BackendAttributionTests
{
    private static readonly string[] Services = ["api", "content"];

    public static TheoryData<string> Names => ["Supavisor", "pgbouncer", "", "pgcat", "odyssey", "app - 10.0.0.7:55012"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Where_every_service_has_its_own_role_no_name_can_hide_whose_a_session_is(string application)
    {
        var attribution = new BackendAttribution(Services, "roadmap_", ["roadmap_api", "roadmap_monitor"]);
        var group = new BackendGroup("roadmap_content", application, "idle", 3);

        Assert.Equal("content", attribution.ServiceOf(group));
        Assert.False(attribution.IsForeign(group));
        Assert.False(attribution.IsUnattributed(group));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Where_all_services_share_one_role_a_renamed_session_is_known_to_be_theirs_but_not_whose(string application)
    {
        var attribution = new BackendAttribution(Services, "", ["app"]);
        var group = new BackendGroup("app", application, "idle", 3);

        Assert.Null(attribution.ServiceOf(group));
        Assert.True(attribution.IsUnattributed(group));
        Assert.False(attribution.IsForeign(group));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Renamed_sessions_raise_no_alarm_and_no_service_claims_to_have_none(string application)
    {
        var sample = Hosted(new("app", application, "idle", 8), new("app", "roadmap_agent.monitor", "idle", 1));

        Assert.Empty(sample.Findings);
        Assert.All(sample.Services, service => Assert.Null(service.Backends));
        Assert.Equal([new("app", application, 8)], sample.Unattributed!);
    }

    [Fact]
    public void Sessions_whose_names_the_pooler_keeps_are_attributed()
    {
        var sample = Hosted(new("app", "roadmap_agent.content", "active", 3), new("app", "roadmap_agent.api", "idle", 2));

        Assert.Equal([2, 3], sample.Services.Select(service => service.Backends));
        Assert.Empty(sample.Unattributed!);
    }

    [Fact]
    public void More_sessions_of_the_shared_role_than_the_pooler_can_open_are_reported() =>
        Assert.Contains(
            "but the pooler's pool has only 15: 5 or more bypass it.", Hosted(new BackendGroup("app", "", "idle", 20)).Findings[0].Message);

    [Fact]
    public void Another_role_is_foreign_whatever_it_calls_itself() => Assert.Contains(
        "(role 'analyst', application 'Supavisor')", Hosted(new BackendGroup("analyst", "Supavisor", "idle", 1)).Findings[0].Message);

    [Theory]
    [InlineData("postgres.abcdefghijkl", "postgres")]
    [InlineData("app", "app")]
    [InlineData(".app", ".app")]
    public void The_tenant_in_a_poolers_user_name_is_not_part_of_the_role(string userName, string role) =>
        Assert.Equal(role, BackendAttribution.RoleOf(userName));

    private static ConnectionSample Hosted(params BackendGroup[] backends) =>
        new FleetComparison(
            new()
            {
                Services = [.. Services.Select(name => new ServiceDescription { Name = name, Replicas = 1, MaxPoolSize = 5, Share = 5 })],
                Pooler = new() { PoolSize = 15 },
            },
            "",
            "app").Compare(
            Samples.Now,
            new(100, 3, 0, backends, Services.ToDictionary(name => name, _ => new ProcessCount(1)), new(0, 0, 0), new(0, 0)),
            pooler: null,
            queues: [],
            history: []);
}
