using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoadmapAgent.AppHost.Lifetime;
using RoadmapAgent.Tests.Integration.Fleet;
using RoadmapAgent.Tests.Unit.AppHost.Fleet;

namespace RoadmapAgent.Tests.Unit.AppHost.Lifetime;

public sealed class ServicesFirstTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<string> _stopped = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_services_that_run_are_stopped()
    {
        await using var application = (await BuilderAsync()).Build();
        await SeeAsync(
            application,
            ("postgres", KnownResourceStates.Running),
            ("logs", KnownResourceStates.Running),
            ("content", KnownResourceStates.Running),
            ("workflow", KnownResourceStates.Waiting),
            ("migrations", KnownResourceStates.Finished));

        await ActivatorUtilities.CreateInstance<ServicesFirst>(application.Services).StopAsync(Cancellation);

        Assert.Equal(["content", "logs"], _stopped.Order());
    }

    [Fact]
    public async Task Services_are_stopped_before_the_orchestrator_is()
    {
        var ending = (await BuilderAsync()).Services
            .Where(service => service.ServiceType == typeof(IHostedService))
            .Select(service => service.ImplementationType?.Name)
            .Reverse()
            .ToList();

        Assert.Single(ending, nameof(ServicesFirst));
        Assert.InRange(ending.IndexOf("OrchestratorHostService"), ending.IndexOf(nameof(ServicesFirst)) + 1, ending.Count);
    }

    private async Task<IDistributedApplicationBuilder> BuilderAsync()
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

        return builder;
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

        await Eventually.TrueAsync(
            Patience,
            () => string.Join(", ", conditions.Latest),
            () => Task.FromResult(states.All(seen =>
                conditions.Latest.Any(condition => condition.Name == seen.Name && condition.State == seen.State))));
    }
}
