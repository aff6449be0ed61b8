using System.Net;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace AspireStandIn.Tests.Model;

public sealed class CommandTests
{
    private readonly IDistributedApplicationBuilder _builder = Resolved.Builder();

    [Fact]
    public async Task A_command_of_the_same_name_is_replaced()
    {
        var tool = _builder.AddExecutable("tool", "tool", ".")
            .WithCommand("pause", "Pause", _ => Task.FromResult(CommandResults.Failure()))
            .WithCommand("pause", "Pause all", _ => Task.FromResult(CommandResults.Success("done", "| a |", CommandResultFormat.Markdown)), new CommandOptions { Description = "Stops new work.", IsHighlighted = true });

        var command = Assert.Single(tool.Resource.Annotations.OfType<ResourceCommandAnnotation>(), command => command.Name == "pause");
        var result = await command.ExecuteCommand(Context(_builder.Build().Services));

        Assert.Equal(("Pause all", "Stops new work.", true), (command.DisplayName, command.DisplayDescription, command.IsHighlighted));
        Assert.Equal((true, "done", "| a |", CommandResultFormat.Markdown), (result.Success, result.Message, result.Data!.Value, result.Data.Format));
    }

    [Fact]
    public async Task An_http_command_posts_and_tells_the_answer()
    {
        using var answers = new Answers(_builder.Services, "drill") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        var web = _builder.AddExecutable("web", "web", ".").WithHttpEndpoint().WithHttpCommand("/drill", "Drill", commandOptions: new HttpCommandOptions { HttpClientName = "drill", ResultMode = HttpCommandResultMode.Auto });
        var command = Assert.Single(web.Resource.Annotations.OfType<ResourceCommandAnnotation>(), command => command.DisplayName == "Drill");
        using var application = _builder.Build();

        Resolved.Allocate(web.Resource, "http", 4711);
        var good = await command.ExecuteCommand(Context(application.Services));
        answers.Status = HttpStatusCode.Conflict;
        answers.Content = new StringContent("busy");
        var bad = await command.ExecuteCommand(Context(application.Services));

        Assert.Equal("web-http-http-post-/drill", command.Name);
        Assert.Equal((true, "{}", CommandResultFormat.Json), (good.Success, good.Data!.Value, good.Data.Format));
        Assert.Equal((false, "Request failed with status code Conflict", "busy"), (bad.Success, bad.Message, bad.Data!.Value));
        Assert.Equal(["http://localhost:4711/drill", "http://localhost:4711/drill"], answers.Asked);
    }

    [Fact]
    public void Arguments_are_found_by_name_and_type()
    {
        var arguments = new InteractionInputCollection([
            new() { Name = "count", InputType = InputType.Number, Value = "3" },
            new() { Name = "sure", InputType = InputType.Boolean, Value = "true" },
            new() { Name = "empty", InputType = InputType.Text },
        ]);

        Assert.Equal((3, true, 3), (arguments.GetInt32("COUNT"), arguments.GetBoolean("sure"), arguments.Count));
        Assert.Throws<InvalidOperationException>(() => arguments.GetInt32("empty"));
        Assert.Throws<KeyNotFoundException>(() => arguments["none"]);
        Assert.Throws<InvalidOperationException>(() => new InteractionInputCollection([arguments[0], arguments[0]]));
    }

    [Fact]
    public void Health_is_the_worst_report_of_a_running_resource()
    {
        var snapshot = new CustomResourceSnapshot { ResourceType = "x", Properties = [], State = KnownResourceStates.Running };

        Assert.Equal(HealthStatus.Healthy, snapshot.HealthStatus);
        Assert.Null((snapshot with { State = KnownResourceStates.Waiting }).HealthStatus);
        Assert.Equal(HealthStatus.Degraded, snapshot.WithHealthReports([new("a", HealthStatus.Healthy, null, null), new("b", HealthStatus.Degraded, null, null)]).HealthStatus);
        Assert.Equal(HealthStatus.Unhealthy, snapshot.WithHealthReports([new("a", null, null, null)]).HealthStatus);
    }

    private static ExecuteCommandContext Context(IServiceProvider services) => new()
    {
        Services = services,
        ResourceName = "tool",
        CancellationToken = TestContext.Current.CancellationToken,
        Logger = NullLogger.Instance,
        Arguments = new InteractionInputCollection([]),
    };
}
