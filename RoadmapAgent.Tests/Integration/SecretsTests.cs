using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class SecretsTests(LaptopFleet fleet) : FleetTest(fleet)
{
    [Fact]
    public async Task No_page_health_report_or_description_shows_a_password()
    {
        foreach (var path in new[]
        {
            "/operations",
            "/operations/operations.js",
            "/api/operations/connections",
            "/api/operations/budget",
            "/health",
            "/health/connections",
            "/openapi/v1.json",
        })
        {
            using var response = await fleet.Api.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            Assert.DoesNotContain(
                FleetFixture.SecretMark, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task No_command_shows_a_password()
    {
        var content = await fleet.Application.ResourceNotifications.WaitForResourceAsync(
            "content", e => e.Snapshot.State?.Text == KnownResourceStates.Running, Cancellation);
        foreach (var (resource, command) in new[]
        {
            ("pgbouncer", "show-pools"),
            ("pgbouncer", "reconnect"),
            ("connection-budget", "check"),
            (content.ResourceId, "requeue-errors"),
        })
        {
            var result = await fleet.Application.ResourceCommands.ExecuteCommandAsync(resource, command, Cancellation);
            Assert.True(result.Success, result.Message);
            Assert.DoesNotContain(FleetFixture.SecretMark, result.Message + result.Data?.Value, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task No_log_span_metric_or_process_argument_contains_a_password()
    {
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), TimeSpan.FromMinutes(3), "completed");
        await Eventually.TrueAsync(
            TimeSpan.FromMinutes(3),
            () => "no telemetry came",
            () => Task.FromResult(!fleet.Telemetry.Spans.IsEmpty && !fleet.Telemetry.Metrics.IsEmpty && !fleet.Telemetry.Logging.IsEmpty));

        Assert.DoesNotContain(fleet.Log, line => line.Contains(FleetFixture.SecretMark, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(fleet.Telemetry.Leaks);
        Assert.DoesNotContain(
            Process.GetProcesses().Select(Arguments),
            arguments => arguments.Contains(FleetFixture.SecretMark, StringComparison.OrdinalIgnoreCase));
    }

    private static string Arguments(Process process)
    {
        using (process)
        {
            try
            {
                return File.ReadAllText($"/proc/{process.Id}/cmdline");
            }
            catch (IOException)
            {
                // It has ended meanwhile.
                return "";
            }
        }
    }
}
