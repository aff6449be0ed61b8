using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoadmapAgent.AppHost.Lifetime;
using RoadmapAgent.Tests.Unit.AppHost.Fleet;

namespace RoadmapAgent.Tests.Unit.AppHost.Lifetime;

public sealed class ServicesFirstTests
{
    private readonly ConcurrentQueue<string> _stopped = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_services_that_run_are_stopped_before_the_orchestrator_is()
    {
        await using var application = await ApplicationAsync();
        await SeeAsync(
            application,
            ("postgres", KnownResourceStates.Running),
            ("logs", KnownResourceStates.Running),
            ("content", KnownResourceStates.Running),
            ("workflow", KnownResourceStates.Waiting),
            ("migrations", KnownResourceStates.Finished));

        var ending = application.Services.GetServices<IHostedService>().Reverse().ToList();
        await ending.OfType<ServicesFirst>().Single().StopAsync(Cancellation);

        Assert.Equal(["content", "logs"], _stopped.Order());
        Assert.True(
            ending.FindIndex(service => service is ServicesFirst)
            < ending.FindIndex(service => service.GetType().Name == "OrchestratorHostService"));
    }

    private async Task<DistributedApplication> ApplicationAsync()
    {
        var builder = await BudgetedFleet.BuilderAsync(BudgetedFleet.ComposeAsync);
        foreach (var resource in builder.Resources)
        {
            resource.Annotations.Add(new ResourceCommandAnnotation(
                KnownResourceCommands.StopCommand,
                "Stop",
                _ => ResourceCommandState.Enabled,
                _ =>
                {
                    _stopped.Enqueue(resource.Name);
                    return Task.FromResult(CommandResults.Success());
                },
                displayDescription: null,
                parameter: null,
                confirmationMessage: null,
                iconName: null,
                iconVariant: null,
                isHighlighted: false));
        }

        return builder.Build();
    }

    private static async Task SeeAsync(DistributedApplication application, params (string Name, string State)[] states)
    {
        var conditions = application.Services.GetRequiredService<ResourceConditions>();
        await conditions.StartAsync(Cancellation);
        var model = application.Services.GetRequiredService<DistributedApplicationModel>();
        foreach (var (name, state) in states)
        {
            await application.ResourceNotifications.PublishUpdateAsync(
                model.Resources.Single(resource => resource.Name == name), snapshot => snapshot with { State = state });
        }

        while (!states.All(seen => conditions.Latest.Any(condition => condition.Name == seen.Name && condition.State == seen.State)))
        {
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }
    }
}
