using System.Globalization;
using Aspire.Hosting.Testing;
using Npgsql;
using OpenQA.Selenium;
using RoadmapAgent.Tests.Integration.Faults;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Pages;

[Collection(OnFaultFleet.Name)]
public sealed class OperationsPageTests(FaultFleet fleet) : FleetTest(fleet)
{
    private const int Phone = 360;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Plateau = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1200, false)]
    [InlineData(Phone, true)]
    public async Task An_idle_fleet_shows_every_service_and_no_findings(int width, bool dark)
    {
        using var browser = new Browser(fleet.Api.BaseAddress!, width);
        if (dark)
        {
            browser.Darken();
        }

        browser.Open("/operations");
        await browser.SeesAsync("#findings", text => text == "No findings.", Patience);

        Assert.Equal(["api", "logs", "content", "workflow"], browser.All("#services th").Select(cell => cell.Text), StringComparer.Ordinal);
        Assert.Equal(
            ["content-generation", "execution-logs", "roadmap-workflow"], browser.All("#queues th").Select(cell => cell.Text).Order());
        Assert.NotEmpty(browser.All("#budget tr"));
        Assert.False(browser.Overflows);
        Assert.Empty(browser.Complaints);
        browser.Photograph($"operations-idle-{width}{(dark ? "-dark" : "")}");
    }

    [Fact]
    public async Task Scrollable_tables_are_reachable_by_keyboard_and_every_section_has_an_accessible_name()
    {
        using var browser = new Browser(fleet.Api.BaseAddress!, Phone);
        browser.Open("/operations");
        await browser.SeesAsync("#services", text => text.Contains("content", StringComparison.Ordinal), Patience);

        var reached = new List<string>();
        for (var stop = 0; stop < 20 && !reached.Contains("budget-title"); stop++)
        {
            browser.Press(Keys.Tab);
            reached.Add(browser.Focused.GetAttribute("aria-labelledby") ?? "");
        }

        Assert.Equal(
            ["connections-legend", "messages-legend", "services-title", "queues-title", "sessions-title", "budget-title"],
            reached.Where(name => name.Length > 0));
        Assert.All(
            browser.All("section:not([hidden]), meter, svg"),
            part => Assert.False(string.IsNullOrEmpty(((WebElement)part).ComputedAccessibleLabel), part.TagName));
    }

    [Fact(Explicit = true)]
    public async Task The_page_agrees_with_an_independent_measurement_under_steady_load()
    {
        using var browser = new Browser(fleet.Api.BaseAddress!);
        browser.Open("/operations");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var load = Task.WhenAll(Enumerable.Range(0, 12).Select(_ => LoadAsync(end.Token)));
        await PlateauAsync();
        end.CancelAfter(Plateau);
        var seen = Task.Run(() => LookAsync(end.Token), Cancellation);
        var shown = new Dictionary<DateTimeOffset, int>();
        while (!end.IsCancellationRequested)
        {
            if (browser.The("#measured").GetAttribute("datetime") is { Length: > 0 } at && browser.Text("#backends") is { } backends)
            {
                var taken = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
                shown[taken] = int.Parse(backends.Split(' ')[0], CultureInfo.InvariantCulture);
            }

            await Task.Delay(200, Cancellation);
        }

        browser.Photograph("operations-load");
        await load;
        var looks = await seen;
        var compared = shown.Where(sample => sample.Key > looks[0].At && sample.Key < looks[^1].At).ToList();
        Assert.InRange(compared.Count, 3, int.MaxValue);
        Assert.All(
            compared, sample => Assert.InRange(sample.Value - looks.MinBy(look => (look.At - sample.Key).Duration()).Backends, -2, 2));
    }

    [Fact]
    public async Task The_page_names_the_waiting_service_under_saturation()
    {
        using var browser = new Browser(fleet.Api.BaseAddress!);
        browser.Open("/operations");
        var pooler = new NpgsqlConnectionStringBuilder(
            await fleet.Application.GetConnectionStringAsync(
                "roadmap-content", Cancellation))
        { Pooling = false, NoResetOnClose = true, CommandTimeout = 60 }.ConnectionString;
        // The content service has a share of ten, so the other clients wait.
        var busy = Task.WhenAll(Enumerable.Range(0, 14).Select(_ => SleepAsync(pooler)));

        await browser.SeesAsync("#findings", text => text.Contains("A client of content has waited", StringComparison.Ordinal), Patience);
        browser.Photograph("operations-saturation");
        await busy;

        await browser.SeesAsync("#findings", text => text == "No findings.", Patience);
    }

    [Fact]
    public async Task The_page_shows_a_paused_pooler_lets_operators_resume_it_and_recovers_by_itself()
    {
        KeepRunningFor(Deadline);
        using var browser = new Browser(fleet.Api.BaseAddress!);
        var inspection = new Inspection(browser);
        browser.Open("/operations");
        await browser.SeesAsync("#findings", text => text == "No findings.", Patience);
        using var paused = await fleet.Api.PostAsync(
            new Uri("/api/operations/pooler/pause?keep=true", UriKind.Relative), content: null, Cancellation);
        paused.EnsureSuccessStatusCode();

        await browser.SeesAsync("#findings", text => text.Contains("lets nobody through", StringComparison.Ordinal), Patience);
        Assert.EndsWith("/operations/runbook#pooler-paused", browser.The("#findings a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("Live.", browser.Text("#status"));
        // Not for longer: the services wait.
        browser.Photograph("operations-paused");
        browser.The("#resume").Click();

        await browser.SeesAsync("#announcement", text => text == "Resumed.", Patience);
        await browser.SeesAsync("#findings", text => text == "No findings.", Patience);
        inspection.Look("operations-recovered");
        browser.The("#pause").Click();
        Assert.True(browser.The("#confirm").Displayed);
        browser.Photograph("operations-confirm");
        browser.The("#confirm-no").Click();
        browser.Open("/operations/runbook#pooler-paused");
        browser.Photograph("operations-runbook");
        Assert.Equal("Pooler paused", browser.The(":target").Text);
        Assert.Empty(inspection.Found);
        Assert.Empty(browser.Complaints);
    }

    [Fact(Explicit = true)]
    public async Task The_page_shows_a_backlog_and_the_processes_that_died_and_learners_see_their_place()
    {
        using var browser = new Browser(fleet.Api.BaseAddress!);
        using var learner = new Browser(fleet.Api.BaseAddress!);
        var inspection = new Inspection(browser);
        browser.Open("/operations");
        await browser.SeesAsync("#findings", text => text == "No findings.", Patience);
        Guid[] ids;
        using (new PausedService(fleet, "content"))
        {
            ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fleet.CreateAsync("Learn Kubernetes")));
            learner.Open($"/#/roadmaps/{ids[^1]}");
            await learner.SeesAsync(
                "#place", text => text.Contains("concepts of other roadmaps are written before yours", StringComparison.Ordinal), Patience);
            learner.Photograph("learn-place");
            await browser.SeesAsync(
                "#findings",
                text => text.Contains("content-generation, and their number is not falling", StringComparison.Ordinal)
                    && text.Contains("2 processes of content stopped reporting", StringComparison.Ordinal)
                    && text.Contains("content does not run", StringComparison.Ordinal),
                Patience);
            inspection.Look("operations-backlog");
        }

        await Task.WhenAll(ids.Select(id => fleet.WaitForStatusAsync(id, Patience, "completed")));
        await browser.SeesAsync("#findings", text => text == "No findings.", Patience);
        await learner.SeesAsync("#status", text => text == "Ready", Patience);
        Assert.Empty(inspection.Found);
    }

    private static async Task SleepAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("SELECT pg_catalog.pg_sleep(12)", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private async Task LoadAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn Kubernetes"), TimeSpan.FromMinutes(3), "completed");
        }
    }

    /// <summary>Waits until the number of backends is stable under load.</summary>
    private async Task PlateauAsync()
    {
        await using var connection = await fleet.OpenDirectAsync();
        var (backends, since) = (0, DateTimeOffset.MinValue);
        await Eventually.TrueAsync(TimeSpan.FromMinutes(3), () => $"the backends were {backends} and changing", async () =>
        {
            var look = await LookAsync(connection);
            (backends, since) = look.Backends == backends ? (backends, since) : (look.Backends, look.At);
            return look.At - since > TimeSpan.FromSeconds(3);
        });
    }

    private async Task<List<(DateTimeOffset At, int Backends)>> LookAsync(CancellationToken end)
    {
        await using var connection = await fleet.OpenDirectAsync();
        var looks = new List<(DateTimeOffset, int)>();
        while (!end.IsCancellationRequested)
        {
            looks.Add(await LookAsync(connection));
            await Task.Delay(100, Cancellation);
        }

        return looks;
    }

    private static async Task<(DateTimeOffset At, int Backends)> LookAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT clock_timestamp(), count(*)::int FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend'", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        await reader.ReadAsync(Cancellation);
        return (await reader.GetFieldValueAsync<DateTimeOffset>(0, Cancellation), reader.GetInt32(1));
    }
}
