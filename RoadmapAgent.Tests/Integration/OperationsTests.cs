using System.Net.Http.Headers;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;
using RoadmapAgent.Connections;
using RoadmapAgent.Tests.Integration.Faults;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnFaultFleet.Name)]
public sealed class OperationsTests(FaultFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Declared_and_measured_values_are_shown_per_service()
    {
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn Go"), Patience, "completed");
        var services = (await SampleAsync(_ => true))
            .GetProperty("services")
            .EnumerateArray()
            .ToDictionary(service => service.GetProperty("service").GetString()!);

        Assert.Equal(["api", "content", "logs", "workflow"], services.Keys.Order());
        Assert.Equal(
            (2, 2, 10, 32),
            (
                Number("content", "declaredProcesses"),
                Number("content", "processes"),
                Number("content", "share"),
                Number("content", "maxClients")));
        Assert.All(services.Keys, service => Assert.InRange(Number(service, "backends"), 0, Number(service, "share")));
        Assert.Contains(
            (await fleet.ReadAsync("/api/operations/sessions")).GetProperty("sessions").EnumerateArray(),
            session => session.GetProperty("role").GetString() == "roadmap_content");

        int Number(string service, string property) => services[service].GetProperty(property).GetInt32();
    }

    [Fact]
    public async Task A_foreign_connection_is_reported_until_it_is_closed()
    {
        var connectionString = UnpooledConnectionString.Of(
            await fleet.Application.GetConnectionStringAsync("roadmap-direct", Cancellation), "somebody's report");
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            await connection.OpenAsync(Cancellation);
            var sample = await SampleAsync(s => s.GetProperty("foreign").GetArrayLength() > 0);
            Assert.Contains(
                sample.GetProperty("findings").EnumerateArray(),
                finding => finding.GetProperty("message").GetString()!.Contains("somebody's report", StringComparison.Ordinal));
            Assert.Contains(
                "somebody's report",
                await fleet.Api.GetStringAsync(new Uri("/health/connections", UriKind.Relative), Cancellation),
                StringComparison.Ordinal);
        }

        await SampleAsync(s => s.GetProperty("foreign").GetArrayLength() == 0);
    }

    [Fact]
    public async Task Operators_see_a_paused_pooler_while_it_is_paused_and_that_it_is_over()
    {
        await SampleAsync(_ => true);
        await ActAsync("pooler/pause?keep=true");
        try
        {
            var sample = await SampleAsync(s => Kinds(s).Contains("pooler-paused"));
            // Nothing is known to be wrong with processes that have no way to report.
            Assert.DoesNotContain("missing-processes", Kinds(sample));
            Assert.Contains(
                "lets nobody through",
                await (await fleet.Api.GetAsync(new Uri("/health/connections", UriKind.Relative), Cancellation))
                    .Content.ReadAsStringAsync(Cancellation),
                StringComparison.Ordinal);
            await fleet.Application.ResourceNotifications.WaitForResourceAsync(
                "connection-budget",
                e => e.Snapshot.HealthReports.Any(
                    report => report.Description?.Contains("lets nobody through", StringComparison.Ordinal) == true),
                Cancellation).WaitAsync(Patience, Cancellation);
        }
        finally
        {
            await ActAsync("pooler/resume");
        }

        await SampleAsync(s => Kinds(s).Count == 0);
    }

    [Fact]
    public async Task The_age_of_a_message_in_the_outbox_is_not_reset_by_failed_attempts()
    {
        var message = Guid.NewGuid();
        await using var connection = await fleet.OpenDirectAsync();
        await ExecuteAsync(
            """
            INSERT INTO roadmap.outbox (message_id, queue, message_type, body, created_at, due_at, available_at, attempts, last_error)
            VALUES ($1, 'nowhere', 'GenerateConcept', '{}', now() - interval '1 hour', now() - interval '20 minutes',
                    now() + interval '1 hour', 9, 'Unreachable.')
            """);
        try
        {
            var sample = await SampleAsync(s => Kinds(s).Contains("outbox-waiting"));
            Assert.InRange(sample.GetProperty("messages").GetProperty("oldestSeconds").GetDouble(), 1200, 1500);
        }
        finally
        {
            await ExecuteAsync("DELETE FROM roadmap.outbox WHERE message_id = $1");
        }

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = message } } };
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));
        }
    }

    [Fact]
    public async Task The_history_has_columns_for_the_fleet_and_every_service()
    {
        await SampleAsync(_ => true);
        var history = await fleet.ReadAsync("/api/operations/history?span=day");

        var samples = history.GetProperty("at").GetArrayLength();
        Assert.InRange(samples, 1, 1000);
        var series = history.GetProperty("series").EnumerateObject().ToDictionary(s => s.Name, s => s.Value);
        Assert.Equal(["", "api", "content", "logs", "workflow"], series.Keys.Order());
        Assert.All(series.Values, numbers => Assert.Equal(samples, numbers.GetProperty("backends").GetArrayLength()));
        // Another process that takes over finds the same samples; the last one may still be on its way.
        await using var connection = await fleet.OpenDirectAsync();
        await using var stored = new NpgsqlCommand("SELECT count(*)::int FROM roadmap.samples", connection);
        Assert.InRange((int)(await stored.ExecuteScalarAsync(Cancellation))!, samples - 1, int.MaxValue);
    }

    [Fact]
    public async Task The_text_table_the_operations_page_and_the_budget_are_served()
    {
        await SampleAsync(_ => true);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/operations/connections");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/plain"));
        using var table = await fleet.Api.SendAsync(request, Cancellation);

        Assert.Contains("content         2 of 2", await table.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains(
            "Declared and measured",
            await fleet.Api.GetStringAsync(new Uri("/operations", UriKind.Relative), Cancellation),
            StringComparison.Ordinal);
        Assert.Equal(28, (await fleet.ReadAsync("/api/operations/budget")).GetProperty("lines").EnumerateArray()
            .Single(line => line.GetProperty("inequality").GetString() == "server" && line.GetProperty("who").GetString() == "together")
            .GetProperty("demand")
            .GetInt32());
    }

    [Fact]
    public async Task The_budget_resource_is_healthy_and_its_check_command_succeeds()
    {
        await fleet.Application.ResourceNotifications.WaitForResourceHealthyAsync("connection-budget", Cancellation)
            .WaitAsync(Patience, Cancellation);
        var result = await fleet.Application.ResourceCommands.ExecuteCommandAsync("connection-budget", "check", Cancellation);

        Assert.True(result.Success, result.Message);
        Assert.Equal(CommandResultFormat.Markdown, result.Data!.Format);
        Assert.Contains("PostgreSQL", result.Data.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_API_reports_the_backends_metric()
    {
        await Eventually.TrueAsync(
            Patience,
            () => "no process reported the backends",
            () => Task.FromResult(fleet.Telemetry.Metrics.ContainsKey(("api", "postgresql.backends"))));

        Assert.DoesNotContain(fleet.Telemetry.Metrics.Keys, key => key.Metric == "postgresql.backends" && key.Service != "api");
    }

    private static List<string> Kinds(JsonElement sample) =>
        [.. sample.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("kind").GetString()!)];

    private async Task ActAsync(string action)
    {
        using var response = await fleet.Api.PostAsync(new Uri($"/api/operations/{action}", UriKind.Relative), content: null, Cancellation);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Returns the first sample that satisfies the condition.</summary>
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
