using Microsoft.Extensions.Configuration;
using RoadmapAgent.AppHost.CommandLine;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Fleet;
using RoadmapAgent.Connections.Settings;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Tests.Unit.AppHost.Configuration;

/// <summary>Every setting of the AppHost, found by reflection, with everything that may be wrong with it.</summary>
public sealed class EverySettingTests
{
    // Set in the AppHost only by the secret parameter.
    private static IEnumerable<SettingDefinition> Definitions =>
        KnownSettings.Definitions.Where(setting => !setting.Key.EndsWith($":{nameof(ChatAuthorOptions.ApiKey)}", StringComparison.Ordinal));

    public static TheoryData<string> Keys =>
        [.. Definitions.Select(setting => setting.Key.Replace("<name>", "api", StringComparison.Ordinal))];

    public static TheoryData<string, string> Wrong => [.. WrongTexts.Of(Definitions).Select(row => (row.Key, row.Text))];

    [Fact]
    public void The_table_has_all_settings_of_the_documentation() => Assert.True(Keys.Count >= 35, $"There are only {Keys.Count} keys.");

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_wrong_text_is_refused_with_its_key_and_what_is_valid(string key, string text)
    {
        var refusal = Refusal(($"--{key}={text}"));

        Assert.Matches($"^{key} (must|is required)", refusal);
        Assert.Single(refusal.Split('\n'));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_misspelt_key_is_refused_with_the_one_that_was_meant(string key)
    {
        var swapped = $"{key[..^2]}{key[^1]}{key[^2]}";
        string[] misspelt =
        [
            key[..^1],
            key + "x",
            swapped,
            key.Replace("Fleet:", "Flet:", StringComparison.Ordinal).Replace("Author:", "Auhtor:", StringComparison.Ordinal),
        ];

        Assert.All(misspelt.Where(other => other != key), other =>
        {
            var refusal = Refusal($"--{other}=1");
            Assert.StartsWith(
                $"{other} is not a setting. Did you mean ",
                refusal.Replace("--", "", StringComparison.Ordinal),
                StringComparison.Ordinal);
            Assert.Contains(key, refusal, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_below_a_value_or_without_one_is_refused(string key)
    {
        Assert.Contains($"{key} has a value and no settings below it.", Refusal($"--{key}:More=1"), StringComparison.Ordinal);
        Assert.Equal($"--{key} must be followed by a value: --{key}=<value>.", Refusal($"--{key}"));
        Assert.Equal($"--{key} must be followed by a value: --{key}=<value>.", Refusal($"--{key}", "--Fleet:Surge=1"));
    }

    [Theory]
    [InlineData("--Fleet:Surge=77")]
    [InlineData("--Fleet:Surge", "77")]
    [InlineData("--fleet:surge=77")]
    [InlineData("/Fleet:Surge=77")]
    [InlineData("/Fleet:Surge", "77")]
    [InlineData("Fleet:Surge=77")]
    [InlineData("--Fleet:Surge=1", "--Fleet:Surge=77")]
    public void A_setting_is_checked_however_it_is_written(params string[] arguments) =>
        Assert.Equal("Fleet:Surge must be between 0 and 10 (was '77').", Refusal(arguments));

    [Theory]
    [InlineData("--Operations:Key=x", "Operations:Key is not a setting. Those of Operations are Webhook.")]
    [InlineData("--Database:Gate=1", "--Database:Gate is not a setting. Did you mean --Fleet:Services:<name>:Gate?")]
    [InlineData("--Retention:Events=7", "--Retention:Events is not a setting. Did you mean --Fleet:Retention:Events?")]
    [InlineData("--profile=Seed", "--profile is not a setting. Did you mean --Fleet:Profile?")]
    [InlineData("--paswords=hush", "--paswords is not a setting.")]
    [InlineData(
        "--Parameter:operations-key=hush",
        "--Parameter:operations-key is not a setting. Did you mean --Parameters:operations-key?")]
    [InlineData("-x", "'-x' is neither a command nor a setting")]
    [InlineData("Seed", "'Seed' is neither a command nor a setting")]
    [InlineData("--", "'--' is neither a command nor a setting")]
    [InlineData("", "'' is neither a command nor a setting")]
    public void An_unknown_argument_is_refused_without_its_value(string argument, string message)
    {
        var refusal = Refusal(argument);

        Assert.StartsWith(message, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Flet__Surge", "Flet:Surge is not a setting. Did you mean Fleet:Surge?")]
    [InlineData("Messaging__Concurrency", "Messaging:Concurrency is not a setting. Did you mean Author:Chat:Concurrency?")]
    [InlineData("Author__Chta__Model", "Author:Chta:Model is not a setting. Did you mean Author:Chat:Model?")]
    [InlineData("Profile__Laptop__Surge", "Profile:Laptop:Surge is not a setting. Did you mean Profiles:Laptop:Surge?")]
    [InlineData("Fleet__Srvices__api__Share", "Fleet:Srvices:api:Share is not a setting. Did you mean Fleet:Services:api:Share?")]
    [InlineData("Fleet_Surge", "Fleet_Surge is not a setting. Did you mean Fleet:Surge?")]
    [InlineData("Fleet_Services__api__Share", "Fleet_Services:api:Share is not a setting. Did you mean Fleet:Services:api:Share?")]
    [InlineData("Author.Chat.Model", "Author.Chat.Model is not a setting. Did you mean Author:Chat:Model?")]
    [InlineData(
        "DcpPublisher__RandomizePort", "DcpPublisher:RandomizePort is not a setting. Did you mean DcpPublisher:RandomizePorts?")]
    [InlineData("Logging__LogLevl__Default", "Logging:LogLevl:Default is not a setting. Did you mean Logging:LogLevel:Default?")]
    public void An_unknown_key_of_any_other_source_is_refused(string variable, string message) => Assert.Equal(
        message, Refusal([], (variable.Replace("__", ":", StringComparison.Ordinal), "1")));

    [Theory]
    [InlineData(
        "--DcpPublisher:RandomizePort=true", "DcpPublisher:RandomizePort is not a setting. Did you mean DcpPublisher:RandomizePorts?")]
    [InlineData("--DcpPublisher:RandomizePorts=maybe", "DcpPublisher:RandomizePorts must be true or false (was 'maybe').")]
    [InlineData("--DcpPublisher:RandomizePorts=", "DcpPublisher:RandomizePorts must not be empty; it must be true or false.")]
    [InlineData("--Logging:LogLevel:Defualt=Debug", "Logging:LogLevel:Defualt is not a setting. Did you mean Logging:LogLevel:Default?")]
    [InlineData(
        "--Logging:LogLevel:Default=Debg",
        "Logging:LogLevel:Default must be one of Trace, Debug, Information, Warning, Error, Critical, None (was 'Debg').")]
    [InlineData("--AppHost:BrowserTokn=x", "AppHost:BrowserTokn is not a setting. Did you mean AppHost:BrowserToken?")]
    [InlineData("--ASPNETCORE_URL=x", "--ASPNETCORE_URL is not a setting. Did you mean --ASPNETCORE_URLS?")]
    [InlineData("--enviroment=x", "--enviroment is not a setting. Did you mean --environment?")]
    [InlineData("--Dashbord:Otlp:AuthMode=x", "--Dashbord:Otlp:AuthMode is not a setting. Did you mean --Dashboard:Otlp:AuthMode?")]
    [InlineData("--Fleet=", "--Fleet must not have a value, only settings below it, such as --Fleet:Surge=0.5.")]
    [InlineData("--Fleet__Surge=1", "--Fleet__Surge is not a setting. Did you mean --Fleet:Surge?")]
    public void A_misspelt_or_wrong_setting_of_Aspire_or_of_the_host_is_refused(string argument, string message) =>
        Assert.Equal(message, Refusal(argument));

    [Theory]
    [InlineData("DOTNET_gcServer", "1")]
    [InlineData("DOTNET_ROOT", "/usr/share/dotnet")]
    [InlineData("DOTNET_CLI_HOME", "/tmp")]
    [InlineData("ASPNETCORE_HTTPS_PORTS", "8443")]
    [InlineData("ASPIRE_HOME", "/opt")]
    [InlineData("FLEET_URL", "https://fleet.example")]
    [InlineData("Pipelines:Build", "x")]
    [InlineData("Logging:LogLevel:Npgsql", "debug")]
    [InlineData("Logging:LogLevel:Npgsql.Command", "2")]
    [InlineData("Logging:Serilog:LogLevel:Default", "Warning")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://localhost:0")]
    [InlineData("AppHost:MyOwn", "x")]
    [InlineData("ConnectionStrings:warehouse", "x")]
    public void Settings_of_others_are_left_alone(string key, string value) => Check([], (key, value));

    [Theory]
    [InlineData("--environment=Development")]
    [InlineData("--DOTNET_gcServer=1")]
    [InlineData("--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://localhost:0")]
    [InlineData("--DcpPublisher:ContainerRuntime=podman")]
    [InlineData("--ASPNETCORE_URLS=http://localhost:0")]
    [InlineData("--DcpPublisher:RandomizePorts=true")]
    [InlineData("--publisher", "manifest", "--output-path", "/tmp/x")]
    [InlineData("--operation", "publish", "--list-steps")]
    [InlineData("--Logging:LogLevel:Default=Debug")]
    [InlineData("--Fleet:DataDirectory", "/srv/data")]
    [InlineData("--Fleet:Services:api:Replicas=2", "--Fleet:Surge=1e1")]
    public void Settings_of_the_fleet_of_Aspire_and_of_the_host_are_accepted(params string[] arguments) =>
        Check(arguments);

    private static string Refusal(params string[] arguments) => Assert.Throws<FleetException>(() => Check(arguments)).Message;

    private static string Refusal(string[] arguments, params (string Key, string Value)[] others) =>
        Assert.Throws<FleetException>(() => Check(arguments, others)).Message;

    // What the AppHost does before anything else.
    private static void Check(string[] arguments, params (string Key, string Value)[] others)
    {
        Switches.Check(arguments);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["AppHost:Directory"] = Projects.RoadmapAgent_AppHost.ProjectPath,
                ["Identity:Authority"] = "https://id.example",
                ["Identity:ClientId"] = "pages",
                ["Author:Chat:Endpoint"] = "http://localhost:11434/v1",
                ["Author:Chat:Model"] = "test-model",
            })
            .AddInMemoryCollection(others.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
            .AddCommandLine(arguments)
            .Build();
        KnownSettings.Check(configuration);
        FleetConfiguration.Read(configuration);
        AuthorExtensions.Read(configuration);
    }
}
