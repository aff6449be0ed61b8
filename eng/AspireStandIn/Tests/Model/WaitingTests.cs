using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AspireStandIn.Tests.Model;

public sealed class WaitingTests
{
    private readonly IDistributedApplicationBuilder _builder = Resolved.Builder();

    [Fact]
    public void A_child_is_waited_for_with_its_parent()
    {
        var server = _builder.AddPostgres("pg");
        var database = server.AddDatabase("db");
        var tool = _builder.AddExecutable("tool", "tool", ".").WaitFor(database).WaitForCompletion(_builder.AddExecutable("job", "job", "."), exitCode: 3);

        Assert.Equal(
            [("pg", WaitType.WaitUntilHealthy, 0), ("db", WaitType.WaitUntilHealthy, 0), ("job", WaitType.WaitForCompletion, 3)],
            tool.Resource.Annotations.OfType<WaitAnnotation>().Select(wait => (wait.Resource.Name, wait.WaitType, wait.ExitCode)));
        Assert.Equal(["db", "job"], tool.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Where(relationship => relationship.Type == "WaitFor").Select(relationship => relationship.Resource.Name));
    }

    [Fact]
    public void How_to_wait_is_remembered()
    {
        var first = _builder.AddExecutable("first", "tool", ".");
        var tool = _builder.AddExecutable("tool", "tool", ".").WaitForStart(first, WaitBehavior.StopOnResourceUnavailable);

        var wait = Assert.Single(tool.Resource.Annotations.OfType<WaitAnnotation>());
        Assert.Equal((WaitType.WaitUntilStarted, WaitBehavior.StopOnResourceUnavailable), (wait.WaitType, wait.WaitBehavior));
    }

    [Fact]
    public void Nobody_waits_for_himself()
    {
        var tool = _builder.AddExecutable("tool", "tool", ".");
        Assert.Throws<DistributedApplicationException>(() => tool.WaitFor(tool));
        Assert.Throws<DistributedApplicationException>(() => tool.WaitForCompletion(tool));
    }

    [Fact]
    public void A_connection_string_waits_for_what_it_mentions()
    {
        var server = _builder.AddContainer("server", "image").WithEndpoint(targetPort: 1, name: "tcp");
        var connection = _builder.AddConnectionString("made", ReferenceExpression.Create($"{server.GetEndpoint("tcp")}"));

        Assert.Equal([("server", WaitType.WaitUntilStarted)], connection.Resource.Annotations.OfType<WaitAnnotation>().Select(wait => (wait.Resource.Name, wait.WaitType)));
    }

    [Fact]
    public void A_health_check_has_one_key()
    {
        var tool = _builder.AddExecutable("tool", "tool", ".").WithHealthCheck("one");
        Assert.Throws<DistributedApplicationException>(() => tool.WithHealthCheck("one"));
    }

    [Fact]
    public void An_http_check_needs_an_http_endpoint()
    {
        Assert.Throws<DistributedApplicationException>(() => _builder.AddExecutable("none", "tool", ".").WithHttpHealthCheck("/health"));
        Assert.Throws<DistributedApplicationException>(() => _builder.AddExecutable("tcp", "tool", ".").WithEndpoint(name: "http").WithHttpHealthCheck("/health"));

        var web = _builder.AddExecutable("web", "web", ".").WithHttpEndpoint().WithHttpHealthCheck("/health");
        Assert.Equal("web_http_/health_200_check", Assert.Single(web.Resource.Annotations.OfType<HealthCheckAnnotation>()).Key);
    }

    [Fact]
    public async Task An_http_check_asks_the_endpoint()
    {
        var web = _builder.AddExecutable("web", "web", ".").WithHttpEndpoint().WithHttpHealthCheck("/health");
        using var answers = new Answers(_builder.Services, "web_http_/health_200_check");
        using var application = _builder.Build();
        var checks = application.Services.GetRequiredService<HealthCheckService>();

        var waiting = checks.CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        Resolved.Allocate(web.Resource, "http", 4711);
        Assert.Equal(HealthStatus.Healthy, (await waiting).Status);
        answers.Status = System.Net.HttpStatusCode.ServiceUnavailable;
        Assert.Equal(HealthStatus.Unhealthy, (await checks.CheckHealthAsync(TestContext.Current.CancellationToken)).Status);
        answers.Status = System.Net.HttpStatusCode.OK;
        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync(TestContext.Current.CancellationToken)).Status);
        Assert.Equal("http://localhost:4711/health", answers.Asked.Last());
    }

    [Fact]
    public void A_check_that_nobody_registered_is_found_out()
    {
        _builder.AddExecutable("tool", "tool", ".").WithHealthCheck("unregistered");
        using var application = _builder.Build();

        Assert.Throws<OptionsValidationException>(() => application.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value);
    }
}

/// <summary>Answers a named HTTP client's requests.</summary>
internal sealed class Answers : HttpMessageHandler
{
    public Answers(IServiceCollection services, string client) => services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => this);

    public System.Net.HttpStatusCode Status { get; set; } = System.Net.HttpStatusCode.OK;

    public HttpContent? Content { get; set; }

    public List<string> Asked { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(request.RequestUri!.ToString());
        return Task.FromResult(new HttpResponseMessage(Status) { Content = Content });
    }
}
