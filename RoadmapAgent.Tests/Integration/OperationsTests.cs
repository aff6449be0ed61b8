using System.Net.Http.Headers;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;
using RoadmapAgent.Connections;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class OperationsTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string[] Interrupting = ["reconnect", "pause", "resume"];

    [Fact]
    public async Task Declared_is_shown_next_to_measured_by_service()
    {
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn Go"), Patience, "completed");
        var services = (await SampleAsync(_ => true)).GetProperty("services").EnumerateArray().ToDictionary(service => service.GetProperty("service").GetString()!);

        Assert.Equal(["api", "content", "logs", "workflow"], services.Keys.Order());
        Assert.Equal((2, 2, 10, 32), (Number("content", "declaredProcesses"), Number("content", "processes"), Number("content", "share"), Number("content", "maxClients")));
        Assert.All(services.Keys, service => Assert.InRange(Number(service, "backends"), 0, Number(service, "share")));

        int Number(string service, string property) => services[service].GetProperty(property).GetInt32();
    }

    [Fact]
    public async Task A_connection_that_is_nobodys_is_seen_and_named_and_forgotten_when_it_is_gone()
    {
        var connectionString = UnpooledConnectionString.Of(await fleet.Application.GetConnectionStringAsync("roadmap-direct", Cancellation), "somebody's report");
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            await connection.OpenAsync(Cancellation);
            var sample = await SampleAsync(s => s.GetProperty("foreign").GetArrayLength() > 0);
            Assert.Contains(sample.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("message").GetString()!.Contains("somebody's report", StringComparison.Ordinal));
            Assert.Contains("somebody's report", await fleet.Api.GetStringAsync(new Uri("/health/connections", UriKind.Relative), Cancellation), StringComparison.Ordinal);
        }

        await SampleAsync(s => s.GetProperty("foreign").GetArrayLength() == 0);
    }

    [Fact]
    public async Task A_terminal_gets_a_table_and_the_page_its_files()
    {
        await SampleAsync(_ => true);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/operations/connections");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/plain"));
        using var table = await fleet.Api.SendAsync(request, Cancellation);

        Assert.Contains("content         2 of 2", await table.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("Declared and measured", await fleet.Api.GetStringAsync(new Uri("/operations", UriKind.Relative), Cancellation), StringComparison.Ordinal);
        Assert.Equal(28, (await fleet.ReadAsync("/api/operations/budget")).GetProperty("lines").EnumerateArray()
            .Single(line => line.GetProperty("inequality").GetString() == "server" && line.GetProperty("who").GetString() == "together").GetProperty("demand").GetInt32());
    }

    [Fact]
    public async Task The_budget_shows_its_health_and_its_command_answers()
    {
        await fleet.Application.ResourceNotifications.WaitForResourceHealthyAsync("connection-budget", Cancellation).WaitAsync(Patience, Cancellation);
        var result = await fleet.Application.ResourceCommands.ExecuteCommandAsync("connection-budget", "check", Cancellation);

        Assert.True(result.Success, result.Message);
        Assert.Equal(CommandResultFormat.Markdown, result.Data!.Format);
        Assert.Contains("PostgreSQL", result.Data.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_poolers_commands_answer()
    {
        (string, string)[] commands =
        [
            ("show-pools", "roadmap_content"),
            ("reconnect", "replaced"),
            ("pause", "resumes automatically in 10 s"),
            ("resume", "again"),
            ("resume", "Nothing was paused"),
        ];
        foreach (var (command, expected) in commands)
        {
            var result = await fleet.Application.ResourceCommands.ExecuteCommandAsync("pgbouncer", command, Cancellation);
            Assert.True(result.Success, $"{command}: {result.Message}");
            Assert.Contains(expected, result.Data!.Value, StringComparison.Ordinal);
        }

        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), Patience, "completed");
    }

    [Fact]
    public async Task Requests_and_messages_survive_the_poolers_commands()
    {
        var ids = new List<Guid>();
        using var done = new CancellationTokenSource();
        var asking = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                ids.Add(await fleet.CreateAsync("Learn SQL"));
            }
        }, Cancellation);

        // A login to the server that one of these interrupts makes the pooler refuse for a second.
        foreach (var command in Enumerable.Repeat(Interrupting, 5).SelectMany(commands => commands))
        {
            var result = await fleet.Application.ResourceCommands.ExecuteCommandAsync("pgbouncer", command, Cancellation);
            Assert.True(result.Success, $"{command}: {result.Message}");
        }

        await done.CancelAsync();
        await asking;
        await Task.WhenAll(ids.Select(id => fleet.WaitForStatusAsync(id, TimeSpan.FromMinutes(2), "completed")));
    }

    [Fact]
    public async Task No_series_has_two_sources()
    {
        await Eventually.TrueAsync(Patience, () => "no process reported the backends", () => Task.FromResult(fleet.Telemetry.Metrics.ContainsKey(("api", "postgresql.backends"))));

        Assert.DoesNotContain(fleet.Telemetry.Metrics.Keys, key => key.Metric == "postgresql.backends" && key.Service != "api");
    }

    /// <summary>The first sample that is as wanted.</summary>
    private async Task<JsonElement> SampleAsync(Func<JsonElement, bool> wanted)
    {
        JsonElement sample = default;
        await Eventually.TrueAsync(Patience, () => $"the last sample was {sample}", async () =>
        {
            using var response = await fleet.Api.GetAsync(new Uri("/api/operations/connections", UriKind.Relative), Cancellation);
            if (!response.IsSuccessStatusCode)
            {
                return false;
            }

            sample = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
            return wanted(sample);
        });
        return sample;
    }
}
