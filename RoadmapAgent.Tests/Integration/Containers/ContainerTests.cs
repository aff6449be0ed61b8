using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Containers;

/// <summary>What differs between containers and processes: files, limits, volumes, restarts and cleanup.</summary>
[Collection(OnContainerFleet.Name)]
[Trait("Category", "Containers")]
public sealed partial class ContainerTests(ContainerFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.SkipUnless(fleet.HasEngine, "No container engine answers: ./test.sh containers starts one.");
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("messaging")]
    [InlineData("pgbouncer")]
    public async Task The_restart_command_replaces_a_server_and_keeps_its_data(string server)
    {
        var before = await MakeRoadmapAsync();
        var container = await fleet.ContainerOfAsync(server);

        await CommandAsync(server, KnownResourceCommands.RestartCommand);

        await fleet.ContainerOfAsync(server, other: container);
        await MakeRoadmapAsync();
        Assert.Equal("completed", (await fleet.ReadAsync($"/api/roadmaps/{before}")).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("messaging")]
    [InlineData("pgbouncer")]
    public async Task A_killed_server_restarts_automatically_and_keeps_its_data(string server)
    {
        var before = await MakeRoadmapAsync();
        var container = await fleet.ContainerOfAsync(server);

        await ContainerEngine.KillProcessOfAsync(container);
        await Eventually.TrueAsync(Patience, () => $"{server} has not been started again", async () =>
            await ContainerEngine.InspectAsync("{{.RestartCount}} {{.State.Running}}", container) is ["1 true"]);

        await MakeRoadmapAsync();
        Assert.Equal("completed", (await fleet.ReadAsync($"/api/roadmaps/{before}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_request_made_while_the_pooler_is_paused_completes_after_it_is_resumed()
    {
        await CommandAsync("pgbouncer", "pause");
        var asked = fleet.CreateAsync("Learn SQL");
        var stats = AdminConsoleOptions.Parse((await fleet.Application.GetConnectionStringAsync("pgbouncer", Cancellation))!);
        await using (var console = await AdminConsoleConnection.OpenAsync(stats, Cancellation))
        {
            await Eventually.TrueAsync(Patience, () => "nobody waits for the pooler", async () =>
                (await console.ShowPoolsAsync(Cancellation)).Any(pool => pool.Database == "roadmap_api" && pool.ClientsWaiting > 0));
        }

        Assert.False(asked.IsCompleted);

        await CommandAsync("pgbouncer", "resume");

        await fleet.WaitForStatusAsync(await asked, Patience, "completed");
    }

    [Fact]
    public async Task The_container_files_are_accessible_only_to_the_pooler_user()
    {
        const string Ini = "/etc/pgbouncer/pgbouncer.ini";
        const string UserList = "/etc/pgbouncer/userlist.txt";

        var files = await ContainerEngine.LinesAsync(
            "exec", await fleet.ContainerOfAsync("pgbouncer"), "stat", "--format", "%u:%g %a %n", Ini, UserList);

        Assert.Equal([$"998:996 600 {Ini}", $"998:996 600 {UserList}"], files);
    }

    [Fact]
    public async Task The_pooler_container_may_open_as_many_files_as_PgBouncer_expects()
    {
        var says = Files().Match(await ContainerEngine.RunAsync("logs", await fleet.ContainerOfAsync("pgbouncer")));

        Assert.True(says.Success);
        Assert.InRange(Number("limit"), Number("expected"), int.MaxValue);

        int Number(string name) => int.Parse(says.Groups[name].Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_stopped_fleet_leaves_only_its_data_and_reuses_them_on_restart()
    {
        var roadmap = await MakeRoadmapAsync();
        string[] containers =
        [
            await fleet.ContainerOfAsync("messaging"),
            await fleet.ContainerOfAsync("postgres"),
            await fleet.ContainerOfAsync("pgbouncer"),
        ];
        var networks = await ContainerEngine.NetworksOfAsync(containers);
        Assert.NotEmpty(networks);
        Assert.Equal(fleet.Volumes, await ContainerEngine.InspectAsync("{{range .Mounts}}{{println .Name}}{{end}}", containers));

        await fleet.StopAsync();

        await ContainerEngine.GoneAsync(Patience, containers, "ps", "--all");
        await ContainerEngine.GoneAsync(Patience, networks, "network", "ls");
        await fleet.StartAsync();
        Assert.Equal("completed", (await fleet.ReadAsync($"/api/roadmaps/{roadmap}")).GetProperty("status").GetString());
        var log = await ContainerEngine.RunAsync("logs", await fleet.ContainerOfAsync("postgres"));
        Assert.DoesNotContain("already exists", log, StringComparison.Ordinal);
    }

    /// <summary>Retries until a request is accepted, then waits until the roadmap is complete.</summary>
    private async Task<Guid> MakeRoadmapAsync()
    {
        Guid? id = null;
        await Eventually.TrueAsync(Patience, () => "nobody takes a request", async () =>
        {
            try
            {
                id = await fleet.CreateAsync("Learn SQL");
            }
            catch (HttpRequestException)
            {
                // The server that it needs is on its way back.
            }

            return id is not null;
        });
        await fleet.WaitForStatusAsync(id!.Value, Patience, "completed");
        return id.Value;
    }

    private async Task CommandAsync(string resource, string command)
    {
        var result = await fleet.Application.ResourceCommands.ExecuteCommandAsync(resource, command, Cancellation);
        Assert.True(result.Success, result.Message);
    }

    [GeneratedRegex(@"kernel file descriptor limit: (?<limit>\d+) .*max expected fd use: (?<expected>\d+)")]
    private static partial Regex Files();
}
