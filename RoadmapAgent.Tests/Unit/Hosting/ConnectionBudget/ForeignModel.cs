using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Hosting.ConnectionBudget;

namespace RoadmapAgent.Tests.Unit.Hosting.ConnectionBudget;

/// <summary>Application models of other people, who have nothing of ours but the package.</summary>
internal static class ForeignModel
{
    public static IDistributedApplicationBuilder Create(params string[] arguments) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. arguments],
            // Only for the path of the orchestrator, without which no application is started.
            AssemblyName = typeof(RoadmapAgent.AppHost.Configuration.FleetOptions).Assembly.GetName().Name,
            DisableDashboard = true,
        });

    /// <summary>A service that is a container, of which only the reference to its database matters.</summary>
    public static IResourceBuilder<ContainerResource> AddService(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<IResourceWithConnectionString> database) =>
        builder.AddContainer(name, "example/service").WithReference(database);

    /// <summary>The budgets of the model as it is.</summary>
    public static Task<IReadOnlyList<ServerBudget>> CheckAsync(this IDistributedApplicationBuilder builder) =>
        new ConnectionBudgetResource("budget", fleet: null)
            .CheckAsync(new(builder.Resources), builder.ExecutionContext, TestContext.Current.CancellationToken);

    /// <summary>What a service is given in its environment, once the application is about to start.</summary>
    public static async Task<Dictionary<string, object>> EnvironmentAsync(this IDistributedApplicationBuilder builder, IResource service)
    {
        var context = new EnvironmentCallbackContext(
            builder.ExecutionContext, service, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var annotation in service.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables;
    }
}
