using System.Diagnostics;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Programs that cannot start because of a value that a person has mistyped say so without quoting it.</summary>
public sealed class StartupSecretsTests
{
    private const string Secret = "OnlyForMe";
    private const string Encoded = "%4FnlyForMe";

    // What is wrong with a connection string is tested with PostgresConnectionString and BrokerAddress; here, that a program reports it.
    public static IEnumerable<TheoryDataRow<string>> Databases => Rows(
        [
            $"postgresql://u:{Encoded}@host:70000/db",
            $"postgres://u:{Secret}#x@host/db",
            $"Host=h;Username=u;SSL Mode=Require Password={Secret}",
            Secret,
        ],
        [
            $"postgresql://u:{Secret}@host:port/db",
            $"postgres://u:{Secret}/x@host/db",
            $"postgres://u:{Secret}?x@host/db",
            $"postgresql://u:{Secret}%@host/db",
            $"postgresql://u:{Encoded}@host/db?sslmode={Secret}",
            $"postgresql://u:{Secret}@host/db?pgbouncer=true",
            $"postgresql://u:{Secret}@/db",
            $"jdbc:postgresql://u:{Secret}@host/db?x=y",
            $"https://u:{Secret}@host/db",
            $"Host=h;Username=u;Password=a;{Secret}=b",
            $"Host=h;Username=u;Password={Secret};Port=x",
            $"Host=h;Username=u;Port=1 Password={Secret}",
            $"Host=h;Username=u;Password=\"{Secret}",
            $"Username=u;Password={Secret}",
        ]);

    public static IEnumerable<TheoryDataRow<string>> Brokers => Rows(
        [$"amqp://u:{Secret}#x@host", $"amqp://u:x:{Encoded}@host", Secret],
        [
            $"amqp://u:{Secret}/x@host",
            $"amqp://u:{Secret}?x@host",
            $"amqp://u:{Secret}@host:port",
            $"http://u:{Secret}@host",
            $"Host=h;Password={Secret}",
        ]);

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_service_refuses_a_connection_string_by_name_without_quoting_it(string connectionString)
    {
        var migrations = await RunAsync(
            "RoadmapAgent.Workers", "migrations", new() { ["ConnectionStrings__roadmap-direct"] = connectionString });
        var logs = await RunAsync("RoadmapAgent.Workers", "logs", new()
        {
            ["ConnectionStrings__roadmap"] = connectionString,
            ["ConnectionStrings__messaging"] = "amqp://guest:guest@localhost",
            ["Database__Service"] = "logs",
        });

        Check(migrations, "ConnectionStrings:roadmap-direct is not valid");
        Check(logs, "ConnectionStrings:roadmap is not valid");
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task A_service_refuses_the_address_of_a_broker_by_name_without_quoting_it(string address) => Check(
        await RunAsync("RoadmapAgent.Api", "--urls=http://127.0.0.1:0", new()
        {
            ["ConnectionStrings__roadmap"] = "Host=localhost",
            ["ConnectionStrings__messaging"] = address,
            ["Database__Service"] = "api",
        }),
        "ConnectionStrings:messaging is not valid");

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_reported_without_its_password()
    {
        var (code, output) = await RunAsync("RoadmapAgent.Workers", "migrations", new()
        {
            ["ConnectionStrings__roadmap-direct"] = $"postgresql://u:{Encoded}@127.0.0.1:1/db?sslmode=require&channel_binding=prefer",
        });

        Assert.NotEqual(0, code);
        Assert.Contains("The database could not be migrated", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("roadmap", $"postgresql://u:{Encoded}@host:port/db")]
    [InlineData("roadmap-direct", $"postgresql://u:{Secret}/@host/db?sslmode=require")]
    [InlineData("messaging", $"amqp://u:{Secret}#1@host")]
    public async Task The_AppHost_refuses_a_connection_string_before_anything_starts(string name, string connectionString)
    {
        var strings = new Dictionary<string, string>
        {
            ["ConnectionStrings__roadmap"] = "postgresql://u:p@host/db",
            ["ConnectionStrings__roadmap-direct"] = "postgresql://u:p@host/db",
            ["ConnectionStrings__messaging"] = "amqp://u:p@host",
            [$"ConnectionStrings__{name}"] = connectionString,
        };

        var (code, output, error) = await AppHostProgram.RunAsync(
            strings, [.. AppHostProgram.LaunchProfile, "--Fleet:Servers=Hosted", "--Fleet:Pooler:PoolSize=15"]);

        Check((code, output + error), $"ConnectionStrings:{name} is not valid");
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("messaging-password", $"{Secret}ü", "must be 1 to 1023 printable ASCII characters")]
    [InlineData("postgres-password", "", "must be 1 to 1023 printable ASCII characters")]
    [InlineData("roadmap-api-password", $"{Secret}\t", "must be 1 to 1023 printable ASCII characters")]
    [InlineData("pgbouncer-admin-password", $"md5{Secret}", "must not start with SCRAM-SHA-256$ or md5")]
    [InlineData("operations-key", $"{Secret} ", "must be visible ASCII characters without blanks")]
    public async Task The_AppHost_refuses_a_parameter_that_would_not_work_before_anything_starts(string name, string value, string rule)
    {
        await using var directory = new ServerDirectory();

        var (code, output, error) = await AppHostProgram.RunAsync(
            new() { [$"Parameters__{name}"] = value },
            [.. AppHostProgram.LaunchProfile, "--Fleet:Servers=Processes", $"--Fleet:DataDirectory={directory.Path}"]);

        Check((code, output + error), $"Parameters:{name} {rule}");
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static IEnumerable<TheoryDataRow<string>> Rows(string[] always, string[] full) =>
        [
            .. always.Select(row => new TheoryDataRow<string>(row)),
            .. full.Select(row => new TheoryDataRow<string>(row) { Explicit = true }),
        ];

    private static void Check((int Code, string Output) end, string said)
    {
        Assert.NotEqual(0, end.Code);
        Assert.Contains(said, end.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, end.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Encoded, end.Output, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<(int Code, string Output)> RunAsync(string project, string argument, Dictionary<string, string> environment)
    {
        var program = AppHostProgram.Path.Replace("RoadmapAgent.AppHost", project, StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [program, argument]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
