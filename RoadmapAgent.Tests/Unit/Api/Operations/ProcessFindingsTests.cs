using RoadmapAgent.Api.Operations;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class ProcessFindingsTests
{
    private static readonly FleetDescription Fleet = new()
    {
        Services = [new() { Name = "content", Replicas = 2, MaxPoolSize = 8, Gate = 3, Share = 10 }],
        Topology = FleetTopology.Direct,
    };

    [Theory]
    [InlineData(1, "content runs in 1 process, but 2 were declared.", "Degraded")]
    [InlineData(0, "content does not run: none of its processes reports.", "Unhealthy")]
    [InlineData(3, "content runs in 3 processes, but 2 were declared (up to 4 during a deployment).", "Degraded")]
    [InlineData(5, "content runs in 5 processes, but 2 were declared (up to 4 during a deployment).", "Unhealthy")]
    public void A_number_of_processes_that_stays_different_is_reported(int processes, string message, string level)
    {
        var finding = Assert.Single(Of(new(processes), Samples.Before(
            TimeSpan.FromMinutes(1), age => Samples.At(Samples.Now - age, processes: processes))));

        Assert.Equal((message, level), (finding.Message, finding.Level.ToString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_restart_is_not_reported_as_a_different_number_of_processes(int processes)
    {
        Assert.Empty(Of(new(processes), []));
        Assert.Empty(Of(new(processes), Samples.Before(
            TimeSpan.FromMinutes(1), age => Samples.At(Samples.Now - age, processes: age.TotalSeconds > 20 ? 2 : processes))));
    }

    [Fact]
    public void Samples_from_before_the_monitor_was_interrupted_do_not_count() =>
        Assert.Empty(Of(new(0), [Samples.At(Samples.Now.AddMinutes(-5), processes: 0)]));

    [Fact]
    public void A_process_that_ended_without_notice_is_reported_even_if_it_has_been_restarted() => Assert.Equal(
        "1 process of content stopped reporting in the last two minutes, without an orderly end; 2 of 2 report.",
        Assert.Single(Of(new(2, Lost: 1), Samples.Before(TimeSpan.FromMinutes(1), age => Samples.At(Samples.Now - age)))).Message);

    [Fact]
    public void After_an_interruption_processes_have_the_time_to_report_again() => Assert.Empty(Of(new(0, Lost: 2),
    [
        .. Samples.Before(TimeSpan.FromMinutes(2), age => Samples.At(Samples.Now - age))
            .Where(sample => Samples.Now - sample.At is { TotalSeconds: <= 10 or >= 50 }),
    ]));

    [Fact]
    public void Processes_are_not_counted_while_the_pooler_lets_nobody_through() => Assert.Empty(ServiceFindings.Of(
        Samples.At(Samples.Now, processes: 0),
        Fleet,
        Samples.Before(TimeSpan.FromMinutes(1), age => Samples.At(Samples.Now - age, processes: 0)),
        countsProcesses: false));

    private static IReadOnlyList<Finding> Of(ProcessCount processes, IReadOnlyList<ConnectionSample> history) =>
        new FleetComparison(Fleet, "roadmap_").Compare(
            Samples.Now,
            new(100, 3, 0, [], new Dictionary<string, ProcessCount> { ["content"] = processes }, new(0, 0, 0), new(0, 0)),
            pooler: null,
            queues: [],
            history).Findings;
}
