using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RoadmapAgent.AppHost.Lifetime;

namespace RoadmapAgent.Tests.Unit.AppHost.Lifetime;

public sealed class HealthChangesTests
{
    private const string Lost = "logs is unhealthy because its check timed out.";

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly HealthChanges _changes = new();

    [Fact]
    public void A_resource_that_stops_answering_is_reported_once_and_so_is_its_return()
    {
        Assert.Empty(At(0, Logs(HealthStatus.Healthy)));
        Assert.Empty(At(5, Logs(HealthStatus.Unhealthy)));
        Assert.Empty(At(14, Logs(HealthStatus.Unhealthy)));
        Assert.Equal([(Lost, false)], At(15, Logs(HealthStatus.Unhealthy)));
        Assert.Empty(At(60, Logs(HealthStatus.Unhealthy)));
        Assert.Equal([("logs is healthy again after 60 s.", true)], At(65, Logs(HealthStatus.Healthy)));
        Assert.Empty(At(70, Logs(HealthStatus.Healthy)));
    }

    [Fact]
    public void A_second_loss_is_reported_again()
    {
        _ = At(0, Logs(HealthStatus.Healthy));
        _ = At(5, Logs(HealthStatus.Unhealthy));
        _ = At(20, Logs(HealthStatus.Unhealthy));
        _ = At(30, Logs(HealthStatus.Healthy));

        Assert.Empty(At(40, Logs(HealthStatus.Unhealthy)));
        Assert.Equal([(Lost, false)], At(50, Logs(HealthStatus.Unhealthy)));
    }

    [Fact]
    public void Degraded_is_reported_in_the_same_way()
    {
        _ = At(0, Logs(HealthStatus.Healthy));
        _ = At(1, Logs(HealthStatus.Degraded));

        Assert.Equal([("logs is degraded because its check timed out.", false)], At(11, Logs(HealthStatus.Degraded)));
    }

    [Fact]
    public void One_failed_check_is_not_reported()
    {
        _ = At(0, Logs(HealthStatus.Healthy));

        Assert.Empty(At(5, Logs(HealthStatus.Unhealthy)));
        Assert.Empty(At(10, Logs(HealthStatus.Healthy)));
        Assert.Empty(At(16, Logs(HealthStatus.Unhealthy)));
    }

    [Fact]
    public void A_resource_that_is_still_starting_is_not_reported()
    {
        Assert.Empty(At(0, Logs(null, KnownResourceStates.Waiting)));
        Assert.Empty(At(10, Logs(HealthStatus.Unhealthy)));
        Assert.Empty(At(100, Logs(HealthStatus.Unhealthy)));
        Assert.Empty(At(110, Logs(HealthStatus.Healthy)));
    }

    [Theory]
    [InlineData("Exited")]
    [InlineData("Restarting in 2 s")]
    [InlineData("Stopping")]
    public void A_resource_that_ends_and_starts_again_is_not_reported(string state)
    {
        _ = At(0, Logs(HealthStatus.Healthy));
        Assert.Empty(At(5, Logs(HealthStatus.Unhealthy)));

        Assert.Empty(At(6, Logs(HealthStatus.Unhealthy, state)));
        Assert.Empty(At(20, Logs(HealthStatus.Unhealthy)));
        Assert.Empty(At(100, Logs(HealthStatus.Unhealthy)));
        Assert.Empty(At(101, Logs(HealthStatus.Healthy)));
    }

    [Fact]
    public void A_reported_resource_that_had_to_be_restarted_is_reported_as_healthy_again()
    {
        _ = At(0, Logs(HealthStatus.Healthy));
        _ = At(5, Logs(HealthStatus.Unhealthy));
        Assert.Equal([(Lost, false)], At(15, Logs(HealthStatus.Unhealthy)));

        Assert.Empty(At(20, Logs(HealthStatus.Unhealthy, KnownResourceStates.Exited)));
        Assert.Empty(At(25, Logs(HealthStatus.Unhealthy)));
        Assert.Equal([("logs is healthy again after 35 s.", true)], At(40, Logs(HealthStatus.Healthy)));
    }

    [Fact]
    public void Replicas_are_reported_together_and_what_shows_the_health_of_another_is_not()
    {
        var alias = Logs(HealthStatus.Unhealthy) with { Name = "roadmap-logs", Parent = "pgbouncer" };
        _ = At(0, Logs(HealthStatus.Healthy), Logs(HealthStatus.Healthy), alias with { Health = HealthStatus.Healthy });
        _ = At(1, Logs(HealthStatus.Healthy), Logs(HealthStatus.Unhealthy), alias);

        Assert.Equal([(Lost, false)], At(11, Logs(HealthStatus.Unhealthy), Logs(HealthStatus.Unhealthy), alias));
    }

    private IReadOnlyList<(string, bool)> At(int seconds, params ResourceCondition[] conditions) =>
        _changes.Next(conditions, Start.AddSeconds(seconds));

    private static ResourceCondition Logs(HealthStatus? health, string state = "Running") =>
        new("logs-1", "logs", state, health, health == HealthStatus.Healthy ? null : "its check timed out", ExitCode: null, EndedAt: null);
}
