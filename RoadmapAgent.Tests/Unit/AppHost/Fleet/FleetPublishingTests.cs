using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Fleet;

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

public sealed class FleetPublishingTests
{
    [Theory]
    [InlineData("publish")]
    [InlineData("deploy")]
    public async Task Project_publishing_is_left_to_the_compute_environment(string step)
    {
        var builder = Builder("--operation", "publish", "--step", step);
        builder.AddResource(new AnyEnvironment("target"));
        await using var application = builder.Build();

        await BeforeStartAsync(builder, application);

        Assert.DoesNotContain(Projects(builder), IsWrittenHere);
    }

    [Theory]
    [InlineData("publish", true)]
    [InlineData("deploy", true)]
    [InlineData("", true)]
    [InlineData("publish-manifest", false)]
    [InlineData("diagnostics", false)]
    public async Task Only_steps_that_need_a_compute_environment_are_refused_without_one(string step, bool refused)
    {
        var builder = Builder("--operation", "publish", "--step", step);
        await using var application = builder.Build();

        var refusal = await Record.ExceptionAsync(() => BeforeStartAsync(builder, application));

        Assert.Equal(refused, refusal is FleetException);
        Assert.All(Projects(builder), project => Assert.Equal(!refused, IsWrittenHere(project)));
    }

    private static IEnumerable<ProjectResource> Projects(IDistributedApplicationBuilder builder) =>
        builder.Resources.OfType<ProjectResource>();

    private static bool IsWrittenHere(ProjectResource project) => project.HasAnnotationOfType<ManifestPublishingCallbackAnnotation>();

    private static Task BeforeStartAsync(IDistributedApplicationBuilder builder, DistributedApplication application)
    {
        var started = new BeforeStartEvent(application.Services, new(builder.Resources));
        return builder.Eventing.PublishAsync(started, TestContext.Current.CancellationToken);
    }

    private static IDistributedApplicationBuilder Builder(params string[] arguments)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = arguments, DisableDashboard = true });
        builder.AddPublishing();
        builder.AddWorker("logs");
        return builder;
    }

    private sealed class AnyEnvironment(string name) : Resource(name), IComputeEnvironmentResource;
}
