using System.Net;
using System.Net.Sockets;
using RoadmapAgent.Tests.Integration.Fleet;
using RoadmapAgent.Tests.Unit.Architecture;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The AppHost, run from the command line.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task A_fleet_that_could_exhaust_PostgreSQL_exits_with_code_1_and_remedies_and_starts_nothing()
    {
        await using var directory = new ServerDirectory();
        var (code, _, error) = await AppHostProgram.RunAsync(
            [
                .. AppHostProgram.LaunchProfile,
                "--Fleet:Servers=Processes",
                $"--Fleet:DataDirectory={directory.Path}",
                "--Fleet:Profile=Seed",
                "--Fleet:Topology=Direct",
            ]);

        Assert.Equal(1, code);
        Assert.Contains("8 x pool 15", error, StringComparison.Ordinal);
        Assert.Contains("set Fleet:Topology (Direct) to Pooled", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Containers_are_refused_when_no_container_runtime_responds()
    {
        // The variables that take precedence in Docker's and Podman's clients.
        var nowhere = new Dictionary<string, string> { ["DOCKER_HOST"] = "unix:///nowhere", ["CONTAINER_HOST"] = "unix:///nowhere" };

        var (code, _, error) = await AppHostProgram.RunAsync(nowhere, [.. AppHostProgram.LaunchProfile, "--Fleet:Servers=Containers"]);

        Assert.Equal(1, code);
        Assert.Equal(
            "Fleet:Servers is 'Containers', but no container runtime answers: "
            + "start Docker or Podman, or set Fleet:Servers to Processes or Hosted.",
            error.Trim());
    }

    [Fact]
    public async Task The_budget_command_prints_the_table_and_compares_hypothetical_settings()
    {
        var (holds, table, _) = await AppHostProgram.RunAsync("budget", "--Fleet:Profile=Seed");
        var (broken, comparison, _) = await AppHostProgram.RunAsync("budget", "--what-if", "Fleet:Services:content:Share=70");
        var (_, json, _) = await AppHostProgram.RunAsync("budget", "--json", "--what-if", "Fleet:Services:content:Replicas=20");
        var (wrong, _, message) = await AppHostProgram.RunAsync("budget", "--what-if", "content");

        Assert.Equal((0, 1, 1), (holds, broken, wrong));
        Assert.Contains("This fleet cannot exhaust", table.Replace("this", "This", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("BROKEN", comparison, StringComparison.Ordinal);
        Assert.Equal(320, System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("after").GetProperty("lines").EnumerateArray()
            .Single(line => line.GetProperty("inequality").GetString() == "clients" && line.GetProperty("who").GetString() == "content")
            .GetProperty("demand")
            .GetInt32());
        Assert.Contains(
            "--what-if must be followed by a setting of the fleet and its value, "
            + "such as Fleet:Services:content:Replicas=20 (was 'content').",
            message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fleet:Services:contnt is not a service. Did you mean Fleet:Services:content?", "--Fleet:Services:contnt:Replicas=20")]
    [InlineData(
        "Fleet:Services:reports is not a service. The services are api, content, logs, workflow.",
        "--Fleet:Services:reports:Share=7", Explicit = true)]
    [InlineData(
        "Parameters:mesaging-password is not a setting. Did you mean Parameters:messaging-password?",
        "--Parameters:mesaging-password=x")]
    [InlineData("Fleet:Surge must be between 0 and 10 (was '10.4').", "--Fleet:Surge", "10.4")]
    [InlineData("--Flet:Surge is not a setting. Did you mean --Fleet:Surge?", "--Flet:Surge=3")]
    [InlineData(
        "Author:Chat:Timeout must be between 00:00:01 and 00:04:00 (was '1.00:00:00').",
        "--Author:Chat:Timeout=1.00:00:00",
        Explicit = true)]
    [InlineData(
        "Parameters:author-api-key is missing: set it in the AppHost's user secrets; see docs/configuration.md.",
        "--Author:Chat:Endpoint=https://models.example/v1",
        "--Author:Chat:Model=x")]
    [InlineData("Fleet:DataDirectory must be an absolute path (was '~/data').", "--Fleet:DataDirectory=~/data", Explicit = true)]
    [InlineData(
        "--what-if must be followed by a setting of the fleet and its value, "
        + "such as Fleet:Services:content:Replicas=20 (was '').",
        "budget",
        "--what-if")]
    [InlineData(
        "Fleet:Services:contnt is not a service. Did you mean Fleet:Services:content?",
        "budget",
        "--what-if",
        "Fleet:Services:contnt:Replicas=20")]
    [InlineData("'bugdet' is not a command. Did you mean budget?", "bugdet")]
    [InlineData("Author:Chat:Model must not be empty.", "budget", "--Author:Chat:Model=", Explicit = true)]
    [InlineData(
        "Parameters:mesaging-password is not a setting. Did you mean Parameters:messaging-password?",
        "budget",
        "--Parameters:mesaging-password=x")]
    [InlineData(
        "ConnectionStrings:roadmapp is not a setting. Did you mean ConnectionStrings:roadmap?",
        "budget",
        "--ConnectionStrings:roadmapp=x",
        Explicit = true)]
    [InlineData(
        "DcpPublisher:RandomizePort is not a setting. Did you mean DcpPublisher:RandomizePorts?",
        "budget",
        "--DcpPublisher:RandomizePort=true")]
    [InlineData(
        "Profiles:Latop is not a profile. Did you mean Profiles:Laptop?",
        "budget",
        "--Profiles:Latop:Services:api:Share=7",
        Explicit = true)]
    [InlineData(
        "Profiles:Laptop:Services:contnt is not a service. Did you mean Profiles:Laptop:Services:content?",
        "budget",
        "--Profiles:Laptop:Services:contnt:Share=7", Explicit = true)]
    [InlineData(
        "Fleet:DataDirectory must be a directory, but '/etc/hostname' is a file (was '/etc/hostname/x').",
        "--Fleet:Servers=Processes",
        "--DcpPublisher:RandomizePorts=true",
        "--Fleet:DataDirectory=/etc/hostname/x")]
    [InlineData(
        "Logging:LogLevel:Default must be one of Trace, Debug, Information, Warning, Error, Critical, None (was 'junk').",
        "--Logging:LogLevel:Default=junk", Explicit = true)]
    public async Task A_wrong_command_line_exits_with_code_1_and_a_sentence_and_starts_nothing(string sentence, params string[] arguments)
    {
        await using var directory = new ServerDirectory();
        string[] settings = arguments[0].StartsWith('-')
            ? [.. AppHostProgram.LaunchProfile, $"--Fleet:DataDirectory={directory.Path}"]
            : [];
        var (code, _, error) = await AppHostProgram.RunAsync([.. settings, .. arguments]);

        Assert.Equal((1, sentence), (code, error.Trim()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task A_wrong_address_of_the_dashboard_exits_with_code_1_and_a_sentence()
    {
        await using var directory = new ServerDirectory();

        var (code, _, error) = await AppHostProgram.RunAsync(
            [
                .. AppHostProgram.LaunchProfile,
                "--Fleet:Servers=Processes",
                $"--Fleet:DataDirectory={directory.Path}",
                "--DcpPublisher:RandomizePorts=true",
                "--ASPNETCORE_URLS=foo",
            ]);

        Assert.Equal(1, code);
        Assert.Equal(
            "ASPNETCORE_URLS and the dashboard's other addresses must be such as http://localhost:15180: Invalid url: 'foo'.",
            error.Trim());
    }

    [Fact]
    public async Task A_missing_connection_string_is_refused_by_name()
    {
        var (code, _, error) = await AppHostProgram.RunAsync(
            [
                .. AppHostProgram.LaunchProfile,
                "--Fleet:Servers=Hosted",
                "--Fleet:Pooler:PoolSize=15",
                "--ConnectionStrings:roadmap=Host=x",
            ]);

        Assert.Equal(
            (1, "ConnectionStrings:roadmap-direct is missing: set it in the AppHost's user secrets; see docs/configuration.md."),
            (code, error.Trim()));
    }

    [Fact]
    public async Task A_port_in_use_is_refused_with_its_user()
    {
        await using var directory = new ServerDirectory();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, _, error) = await AppHostProgram.RunAsync(
            [
                .. AppHostProgram.LaunchProfile,
                $"--ASPNETCORE_URLS=http://localhost:{port}",
                "--DcpPublisher:RandomizePorts=true",
                "--Fleet:Servers=Processes",
                $"--Fleet:DataDirectory={directory.Path}",
            ]);

        Assert.Equal(1, code);
        Assert.Equal(
            $"Port {port} of the dashboard is in use by another program: stop it (./run.sh stop if it is another fleet), "
            + "or choose another with --ASPNETCORE_URLS=http://localhost:<port>.",
            error.Trim());
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Theory]
    [InlineData("Fleet__Surge", "NaN", "Fleet:Surge must be between 0 and 10 (was 'NaN').")]
    [InlineData("Fleet__Services__contnt__Share", "7", "Fleet:Services:contnt is not a service. Did you mean Fleet:Services:content?")]
    [InlineData("Fleet", "x", "Fleet must not have a value, only settings below it, such as Fleet:Profile (was 'x').")]
    [InlineData("Fleet_Surge", "3", "Fleet_Surge is not a setting. Did you mean Fleet:Surge?")]
    [InlineData("Author__Chat__Modl", "x", "Author:Chat:Modl is not a setting. Did you mean Author:Chat:Model?")]
    public async Task A_wrong_environment_variable_exits_with_code_1_and_a_sentence(string variable, string value, string sentence)
    {
        var (code, _, error) = await AppHostProgram.RunAsync(new() { [variable] = value }, [.. AppHostProgram.LaunchProfile]);

        Assert.Equal((1, sentence), (code, error.Trim()));
    }

    [Theory]
    [InlineData(
        "RoadmapAgent.Api",
        "Database__MaxPoolSize",
        "３",
        "Database:MaxPoolSize must be a whole number between 1 and 10000 (was '３').")]
    [InlineData(
        "RoadmapAgent.Workers",
        "Database__MaxPolSize",
        "7",
        "Database:MaxPolSize is not a setting. Did you mean Database:MaxPoolSize?")]
    public async Task A_wrong_setting_of_a_service_ends_it_with_code_1_and_a_sentence(
        string program, string variable, string value, string sentence)
    {
        var path = AppHostProgram.Path.Replace("RoadmapAgent.AppHost", program, StringComparison.Ordinal);
        var (code, output, error) = await AppHostProgram.RunAsync(
            path, new() { [variable] = value, ["Database__Service"] = "logs" }, ["logs"]);

        Assert.Equal((1, sentence), (code, error.Trim()));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "--Fleet:DataDirectory=/nowhere")]
    [InlineData("-h")]
    [InlineData("help")]
    [InlineData("budget", "--help")]
    public async Task Help_prints_the_usage_and_starts_nothing(params string[] arguments)
    {
        var (code, output, error) = await AppHostProgram.RunAsync(arguments);

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(Sources.Root, "eng", "usage.txt"), TestContext.Current.CancellationToken),
            output);
    }
}
