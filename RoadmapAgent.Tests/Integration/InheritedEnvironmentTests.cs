using System.Text.RegularExpressions;
using RoadmapAgent.Tests.Integration.Fleet;
using RoadmapAgent.Tests.Unit.Authoring.Chat;

namespace RoadmapAgent.Tests.Integration;

/// <summary>
/// An AppHost under <c>dotnet run</c> that has its secrets and a proxy in its environment, as on a developer's machine in a company.
/// </summary>
public sealed partial class InheritedEnvironmentTests
{
    private const string ModelHost = "model.invalid";
    private static readonly string[] ProxyVariables = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

    /// <summary>The secrets that each service is given.</summary>
    private static readonly Dictionary<string, string[]> Needed = new()
    {
        ["api"] =
        [
            "roadmap-api-password",
            "messaging-password",
            "roadmap-monitor-password",
            "pgbouncer-stats-password",
            "pgbouncer-admin-password",
            "operations-key",
        ],
        ["logs"] = ["roadmap-logs-password", "messaging-password"],
        ["content"] = ["roadmap-content-password", "messaging-password", "author-api-key"],
        ["workflow"] = ["roadmap-workflow-password", "messaging-password", "author-api-key"],
    };

    [Fact]
    public async Task Secrets_reach_only_the_services_that_need_them_and_a_proxy_gets_only_what_is_not_on_this_machine()
    {
        await using var proxy = await ModelServer.StartAsync(request => ModelReplies.Says(ModelAnswers.For(request.Task)));
        var environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__unused"] = FleetFixture.SecretOf("a-connection-string"),
            ["POSTGRESQLCONNSTR_unused"] = FleetFixture.SecretOf("another-connection-string"),
            ["PGPASSWORD"] = FleetFixture.SecretOf("psql"),
        };
        foreach (var secret in FleetFixture.Secrets.Append("author-api-key"))
        {
            environment[$"Parameters__{secret}"] = FleetFixture.SecretOf(secret);
        }

        foreach (var variable in ProxyVariables)
        {
            environment[variable] = new Uri(proxy.Endpoint).GetLeftPart(UriPartial.Authority);
        }

        await using var run = new AppHostRun(
            AppHostRun.DotnetRun,
            settings: [$"--Author:Chat:Endpoint=http://{ModelHost}/v1", "--Author:Chat:Model=test-model"],
            environment: environment);
        await run.UntilAsync(AppHostRun.Healthy);

        await run.CompleteRoadmapAsync();
        Assert.NotEmpty(proxy.Requests);
        Assert.All(proxy.Requests, request => Assert.Equal($"Bearer {FleetFixture.SecretOf("author-api-key")}", request.Authorization));

        Assert.True(run.Children.Count > 8, "The fleet's processes cannot be found.");
        Assert.All(run.Children, process =>
        {
            var inherited = LocalProcesses.EnvironmentOf(process);
            var needed = Needed.GetValueOrDefault(inherited.GetValueOrDefault("OTEL_SERVICE_NAME", ""), []);
            var held = inherited.Values.SelectMany(value => SecretName().Matches(value).Select(match => match.Groups[1].Value)).Distinct();
            Assert.True(!held.Except(needed).Any(), $"{process} holds {string.Join(", ", held)}");
        });
        Assert.DoesNotContain(FleetFixture.SecretMark, run.Output, StringComparison.OrdinalIgnoreCase);

        await run.EndAsync("KILL");
    }

    [GeneratedRegex($"{FleetFixture.SecretMark}([a-z-]+)")]
    private static partial Regex SecretName();
}
