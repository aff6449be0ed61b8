using Aspire.Hosting.Testing;
using Npgsql;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class PoolerTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly Dictionary<string, int> Shares = new()
    {
        ["roadmap_api"] = 8,
        ["roadmap_logs"] = 4,
        ["roadmap_content"] = 10,
        ["roadmap_workflow"] = 6,
    };

    [Fact]
    public async Task Every_service_backend_belongs_to_the_pooler_and_no_service_exceeds_its_share()
    {
        var ports = PoolerPorts();
        await using var connection = await fleet.OpenDirectAsync();
        var work = Task.WhenAll(
            Enumerable.Range(0, 10)
                .Select(
                    async _ =>
                        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn Kubernetes"), TimeSpan.FromMinutes(3), "completed")));
        var seen = new HashSet<string>();
        do
        {
            var backends = await BackendsAsync(connection);
            // Connections may open or close between the two samples; only one that stays and is not the pooler's is an error.
            var strangers = backends.Where(backend => !ports.Contains(backend.Port)).ToList();
            if (strangers.Count > 0)
            {
                ports = PoolerPorts();
                Assert.DoesNotContain(
                    await BackendsAsync(connection), backend => strangers.Contains(backend) && !ports.Contains(backend.Port));
            }

            foreach (var service in backends.GroupBy(backend => backend.Role))
            {
                seen.Add(service.Key);
                Assert.InRange(service.Count(), 1, Shares[service.Key]);
            }
        }
        while (!work.IsCompleted);
        await work;

        Assert.Equal(Shares.Keys.Order(), seen.Order());
    }

    [Fact]
    public async Task A_role_can_log_in_to_its_own_alias_only()
    {
        var logins = new Dictionary<string, AdminConsoleOptions>();
        foreach (var resource in Shares.Keys.Select(role => role.Replace('_', '-')).Append("pgbouncer"))
        {
            var login = AdminConsoleOptions.Parse((await fleet.Application.GetConnectionStringAsync(resource, Cancellation))!);
            logins.Add(login.Database, login);
        }

        Assert.Equal(Shares.Keys.Append("pgbouncer").Order(), logins.Keys.Order());
        foreach (var (own, login) in logins)
        {
            foreach (var alias in logins.Keys)
            {
                var refusal = await LogInAsync(login with { Database = alias });
                Assert.True(refusal is null == (own == alias), $"{login.User} at {alias}: {refusal ?? "accepted"}");
            }
        }
    }

    /// <summary>Logs in; returns why it was refused, or null. The login of the console's client is that of any database.</summary>
    private static async Task<string?> LogInAsync(AdminConsoleOptions login)
    {
        try
        {
            await using var connection = await AdminConsoleConnection.OpenAsync(login, Cancellation);
            return null;
        }
        catch (AdminConsoleException e)
        {
            return e.Message;
        }
    }

    private static async Task<List<(string Role, int Port, int Process)>> BackendsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT usename, client_port, pid FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend' AND usename = ANY($1)",
            connection)
        {
            Parameters = { new() { Value = Shares.Keys.ToArray() } },
        };
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var backends = new List<(string, int, int)>();
        while (await reader.ReadAsync(Cancellation))
        {
            backends.Add((reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2)));
        }

        return backends;
    }

    /// <summary>The local ports of the PgBouncer process's open sockets, read from /proc.</summary>
    private HashSet<int> PoolerPorts()
    {
        Assert.True(fleet.Application.ResourceNotifications.TryGetCurrentState("pgbouncer", out var state));
        var guard = Convert.ToInt32(
            state.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value,
            System.Globalization.CultureInfo.InvariantCulture);
        var process = LocalProcesses.Below(guard).Single(child => child.Name == "pgbouncer").Id;
        var sockets = Directory.EnumerateFiles($"/proc/{process}/fd")
            .Select(file => new FileInfo(file).LinkTarget)
            .OfType<string>()
            .Where(link => link.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(link => link[8..^1])
            .ToHashSet();
        return [.. File.ReadLines($"/proc/{process}/net/tcp").Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => sockets.Contains(fields[9]))
            .Select(fields => Convert.ToInt32(fields[1].Split(':')[1], 16))];
    }
}
