using System.Text.Json;
using System.Text.RegularExpressions;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Tests.Integration.Fleet;
using RoadmapAgent.Tests.Unit.Connections.PgBouncer;

namespace RoadmapAgent.Tests.Integration;

/// <summary>What is published for a fleet, and which fleets are not published.</summary>
public sealed partial class PublishingTests(PublishedManifest manifest) : IClassFixture<PublishedManifest>
{
    private static readonly string[] Services = ["api", "content", "logs", "workflow"];

    [Fact]
    public void Every_project_is_published_with_its_replica_count()
    {
        var replicas = manifest.OfType("project.v0").Select(name => (name, manifest.Resources[name].GetProperty("replicas").GetInt32()));

        Assert.Equal([("api", 4), ("content", 9), ("logs", 5), ("migrations", 1), ("workflow", 3)], replicas.Order());
    }

    [Fact]
    public void Every_project_is_published_with_its_program_role_and_bindings()
    {
        foreach (var worker in new[] { "logs", "content", "workflow", "migrations" })
        {
            Assert.EndsWith("/RoadmapAgent.Workers.csproj", Path(worker), StringComparison.Ordinal);
            Assert.Equal([worker], manifest.Arguments(worker));
        }

        Assert.EndsWith("/RoadmapAgent.Api.csproj", Path("api"), StringComparison.Ordinal);
        Assert.Equal(
            ["api", "content", "logs", "messaging", "pgbouncer", "postgres", "workflow"],
            With("bindings").Order());
        Assert.True(manifest.Resources["api"].GetProperty("bindings").GetProperty("http").GetProperty("external").GetBoolean());
    }

    [Fact]
    public void The_pooler_is_published_with_every_alias_and_its_share()
    {
        Assert.Equal("/bin/sh", manifest.Resources["pgbouncer"].GetProperty("entrypoint").GetString());
        var script = manifest.Arguments("pgbouncer")[1];
        var databases = PgBouncerSamples.Section(script, "databases");

        Assert.Equal(
            [("roadmap_api", 14), ("roadmap_content", 18), ("roadmap_logs", 8), ("roadmap_workflow", 10)],
            databases.Select(alias => (alias.Key, int.Parse(PoolSize().Match(alias.Value).Groups[1].Value, null))).Order());
        const string Server = "host='{postgres.bindings.tcp.host}' port={postgres.bindings.tcp.port} dbname='roadmap' ";
        Assert.All(databases.Values, alias => Assert.StartsWith(Server, alias, StringComparison.Ordinal));
        Assert.Equal(
            ["pgbouncer_admin", "pgbouncer_stats", "roadmap_api", "roadmap_content", "roadmap_logs", "roadmap_workflow"],
            manifest.Environment("pgbouncer").Values.Where(value => !value.StartsWith('{')).Order());
    }

    [Fact]
    public void Services_connect_through_the_pooler_and_only_migrations_and_the_monitor_bypass_it()
    {
        foreach (var service in Services)
        {
            Assert.Equal($"{{roadmap-{service}.connectionString}}", manifest.Environment(service)["ConnectionStrings__roadmap"]);
            Assert.Equal(
                "Host={pgbouncer.bindings.tcp.host};Port={pgbouncer.bindings.tcp.port};"
                + $"Username=roadmap_{service};Password='{{roadmap-{service}-password.value}}';Database=roadmap_{service}",
                manifest.Resources[$"roadmap-{service}"].GetProperty("connectionString").GetString());
        }

        Assert.Equal("{roadmap-direct.connectionString}", manifest.Environment("migrations")["ConnectionStrings__roadmap-direct"]);
        Assert.StartsWith(
            "Host={postgres.bindings.tcp.host};Port={postgres.bindings.tcp.port};Username=roadmap_monitor;",
            manifest.Environment("api")["ConnectionStrings__roadmap-direct"],
            StringComparison.Ordinal);
        foreach (var worker in new[] { "logs", "content", "workflow" })
        {
            Assert.DoesNotContain(manifest.Environment(worker).Values, value => PastThePooler().IsMatch(value));
        }
    }

    [Fact]
    public void The_service_that_deletes_what_has_expired_knows_how_long_it_is_kept()
    {
        Assert.Equal(
            [("Retention__Events", "365"), ("Retention__ExecutionLogs", "365"), ("Retention__Trash", "30")],
            manifest.Environment("workflow").Where(IsRetention).Select(variable => (variable.Key, variable.Value)).Order());
        Assert.Equal(
            [("Retention__Trash", "30")],
            manifest.Environment("api").Where(IsRetention).Select(variable => (variable.Key, variable.Value)));
        Assert.All(Services.Except(["workflow", "api"]), service => Assert.DoesNotContain(manifest.Environment(service), IsRetention));

        static bool IsRetention(KeyValuePair<string, string> variable) =>
            variable.Key.StartsWith("Retention__", StringComparison.Ordinal);
    }

    [Fact]
    public void Every_secret_is_a_generated_parameter_and_never_a_literal_value()
    {
        foreach (var parameter in manifest.OfType("parameter.v0"))
        {
            var input = manifest.Resources[parameter].GetProperty("inputs").GetProperty("value");
            Assert.True(input.GetProperty("secret").GetBoolean(), parameter);
            Assert.True(input.GetProperty("default").GetProperty("generate").GetProperty("minLength").GetInt32() >= 22, parameter);
        }

        var secrets = With("env").SelectMany(manifest.Environment).Where(variable => SecretName().IsMatch(variable.Key)).ToList();
        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.Matches(@"^\{[a-z-]+\.value\}$", secret.Value));
        var passwords = Password().Matches(manifest.Text).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(passwords);
        // The manifest escapes single quotes.
        Assert.All(passwords, password => Assert.Matches(@"^(\\u0027)?\{", password));
    }

    [Fact]
    public void The_monitor_receives_the_declared_fleet()
    {
        var declared = Convert.FromBase64String(manifest.Environment("api")["Operations__Fleet"]);
        var fleet = JsonSerializer.Deserialize<FleetDescription>(declared)!;

        Assert.Equal(
            [("api", 4, 14), ("content", 9, 18), ("logs", 5, 8), ("workflow", 3, 10)],
            fleet.Services.Select(service => (service.Name, service.Replicas, service.Share)).Order());
    }

    [Fact]
    public void Values_contain_no_characters_that_Compose_azd_or_Helm_would_interpret()
    {
        var values = With("env").SelectMany(name => manifest.Environment(name).Values);

        Assert.All(values, value => Assert.DoesNotMatch("[${}\"\\n\\\\]", Reference().Replace(value, "")));
    }

    [Fact]
    public void Servers_persist_their_data_and_PostgreSQL_gets_its_database_and_connection_limit()
    {
        Assert.Equal("roadmap", manifest.Environment("postgres")["POSTGRES_DB"]);
        Assert.Equal("/var/lib/postgresql", Volume("postgres"));
        Assert.Equal("/var/lib/rabbitmq", Volume("messaging"));
        Assert.Equal("messaging@localhost", manifest.Environment("messaging")["RABBITMQ_NODENAME"]);
        Assert.Contains("max_connections=100", manifest.Arguments("postgres"));
    }

    [Theory]
    [InlineData("--publisher", "manifest")]
    [InlineData("--operation", "publish", "--step", "publish")]
    [InlineData("--operation", "publish", "--step", "deploy")]
    public async Task A_fleet_that_could_exhaust_PostgreSQL_is_not_published(params string[] command)
    {
        await using var directory = new ServerDirectory();

        string[] broken = [.. command, "--output-path", directory.Path, "--Fleet:Services:api:Share=90"];
        var (code, _, error) = await AppHostProgram.RunAsync(broken);

        Assert.Equal(1, code);
        Assert.Contains("The budget is BROKEN.", error, StringComparison.Ordinal);
        Assert.Contains("set Fleet:Services:api:Share (90) to at most 64", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Theory]
    [InlineData("publish")]
    [InlineData("deploy")]
    public async Task Publishing_without_a_compute_environment_fails_and_names_the_remedy(string step)
    {
        await using var directory = new ServerDirectory();

        var (code, _, error) = await AppHostProgram.RunAsync("--operation", "publish", "--step", step, "--output-path", directory.Path);

        Assert.Equal(1, code);
        Assert.StartsWith("No compute environment is configured: publish the manifest with ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task A_publishing_failure_exits_with_code_1()
    {
        var (code, output, error) = await AppHostProgram.RunAsync("--publisher", "manifest");

        Assert.Equal(1, code);
        Assert.Contains("'--output-path [path]' option was not specified", output + error, StringComparison.Ordinal);
    }

    private string? Path(string project) => manifest.Resources[project].GetProperty("path").GetString();

    private string? Volume(string server) => manifest.Resources[server].GetProperty("volumes")[0].GetProperty("target").GetString();

    private IEnumerable<string> With(string property) =>
        manifest.Resources.Where(resource => resource.Value.TryGetProperty(property, out _)).Select(resource => resource.Key);

    [GeneratedRegex(@"\{(postgres|roadmap-direct)[.-]")]
    private static partial Regex PastThePooler();

    [GeneratedRegex(@"\{[a-z][a-z-]*(\.[a-zA-Z]+)+\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\bpool_size=(\d+)")]
    private static partial Regex PoolSize();

    [GeneratedRegex("(PASSWORD|PASS|Password|Key|PASSWORD_[0-9]+)$")]
    private static partial Regex SecretName();

    // In connection strings and in URIs.
    [GeneratedRegex(@"(?:Password=|://\w+:)([^;@""]+)")]
    private static partial Regex Password();
}
