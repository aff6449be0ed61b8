using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace AspireStandIn.Tests.Model;

public sealed class BuilderTests
{
    [Fact]
    public void The_operation_is_an_argument()
    {
        Assert.True(Resolved.Builder().ExecutionContext.IsRunMode);
        Assert.True(Resolved.PublishBuilder().ExecutionContext.IsPublishMode);
        Assert.True(Resolved.Builder("--publisher", "manifest").ExecutionContext.IsPublishMode);
        Assert.Throws<DistributedApplicationException>(() => Resolved.Builder("--operation", "dance"));
    }

    [Theory]
    [InlineData("a--b")]
    [InlineData("1a")]
    [InlineData("a_b")]
    [InlineData("a-")]
    public void A_bad_name_is_refused(string name) => Assert.Throws<ArgumentException>(() => Resolved.Builder().AddContainer(name, "image"));

    [Fact]
    public void A_name_is_taken_once()
    {
        var builder = Resolved.Builder();
        builder.AddContainer("one", "image");
        Assert.Throws<DistributedApplicationException>(() => builder.AddContainer("ONE", "image"));
    }

    [Fact]
    public void A_resource_is_found_by_name_and_type()
    {
        var builder = Resolved.Builder();
        var one = builder.AddContainer("one", "image");

        Assert.Same(one.Resource, builder.CreateResourceBuilder<ContainerResource>("ONE").Resource);
        Assert.Throws<InvalidOperationException>(() => builder.CreateResourceBuilder<ProjectResource>("one"));
        Assert.Throws<InvalidOperationException>(() => builder.CreateResourceBuilder<ContainerResource>("two"));
        Assert.False(builder.TryCreateResourceBuilder<ProjectResource>("one", out _));
    }

    [Fact]
    public void An_annotation_replaces_at_most_one()
    {
        var one = Resolved.Builder().AddContainer("one", "image").WithAnnotation(new HealthCheckAnnotation("a")).WithAnnotation(new HealthCheckAnnotation("b"));

        Assert.Throws<InvalidOperationException>(() => one.WithAnnotation(new HealthCheckAnnotation("c"), ResourceAnnotationMutationBehavior.Replace));
    }

    [Fact]
    public async Task Handlers_run_in_order_for_their_resource_until_they_leave()
    {
        var builder = Resolved.Builder();
        var (one, two) = (builder.AddContainer("one", "image"), builder.AddContainer("two", "image"));
        var heard = new List<string>();
        one.OnBeforeResourceStarted((resource, _, _) => Hear($"first {resource.Name}")).OnBeforeResourceStarted((_, _, _) => Hear("second"));
        two.OnBeforeResourceStarted((_, _, _) => Hear("never"));
        var every = builder.Eventing.Subscribe<BeforeResourceStartedEvent>((happened, _) => Hear($"all {happened.Resource.Name}"));

        using var services = new ServiceCollection().BuildServiceProvider();
        await builder.Eventing.PublishAsync(new BeforeResourceStartedEvent(one.Resource, services), TestContext.Current.CancellationToken);
        builder.Eventing.Unsubscribe(every);
        await builder.Eventing.PublishAsync(new BeforeResourceStartedEvent(one.Resource, services), EventDispatchBehavior.BlockingConcurrent, TestContext.Current.CancellationToken);

        Assert.Equal(["first one", "second", "all one", "first one", "second"], heard);
        Assert.Throws<ArgumentException>(() => builder.Eventing.Subscribe<IDistributedApplicationResourceEvent>((_, _) => Task.CompletedTask));

        Task Hear(string what)
        {
            heard.Add(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_handler_that_fails_stops_the_others()
    {
        var builder = Resolved.Builder();
        var later = false;
        builder.OnBeforeStart((_, _) => throw new InvalidOperationException("no"));
        builder.OnBeforeStart((_, _) => Task.FromResult(later = true));
        using var services = new ServiceCollection().BuildServiceProvider();

        await Assert.ThrowsAsync<InvalidOperationException>(() => builder.Eventing.PublishAsync(new BeforeStartEvent(services, new DistributedApplicationModel([])), TestContext.Current.CancellationToken));

        Assert.False(later);
    }

    [Fact]
    public void Subscribers_are_services()
    {
        var services = new ServiceCollection();
        services.TryAddEventingSubscriber<Subscriber>();
        services.TryAddEventingSubscriber<Subscriber>();
        Assert.Single(services, service => service.ServiceType == typeof(IDistributedApplicationEventingSubscriber));
    }

    [Fact]
    public void Building_is_told_to_whoever_listens()
    {
        var told = new List<string>();
        using var listening = DiagnosticListener.AllListeners.Subscribe(new Each<DiagnosticListener>(listener =>
        {
            if (listener.Name == "Aspire.Hosting") listener.Subscribe(new Each<KeyValuePair<string, object?>>(what => told.Add(what.Key)));
        }));

        using (Resolved.Builder().Build()) { }

        Assert.Superset(
            new HashSet<string> { "DistributedApplicationBuilderConstructing", "DistributedApplicationBuilderConstructed", "DistributedApplicationBuilding", "DistributedApplicationBuilt" },
            told.ToHashSet());
    }

    [Fact]
    public void The_services_are_known_once_it_is_built()
    {
        var builder = Resolved.Builder();
        Assert.Throws<InvalidOperationException>(() => builder.ExecutionContext.Services);
        using var application = builder.Build();
        Assert.Same(application.Services.GetRequiredService<DistributedApplicationExecutionContext>(), builder.ExecutionContext);
        Assert.NotNull(builder.ExecutionContext.Services);
    }

    private sealed class Subscriber : IDistributedApplicationEventingSubscriber
    {
        public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Each<T>(Action<T> next) : IObserver<T>
    {
        public void OnNext(T value) => next(value);
        public void OnCompleted() { }
        public void OnError(Exception error) { }
    }
}
