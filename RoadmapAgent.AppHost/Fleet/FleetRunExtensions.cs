using Microsoft.Extensions.DependencyInjection;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Runs a fleet.</summary>
public static class FleetRunExtensions
{
    /// <summary>Runs the application, or with the command <c>budget</c> prints its connection budget and starts nothing.</summary>
    /// <param name="application">The application.</param>
    public static async Task RunOrPrintBudgetAsync(this DistributedApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        if (application.Services.GetService<BudgetVerb>() is { } budget)
        {
            Environment.ExitCode = await budget.RunAsync(Console.Out, CancellationToken.None);
            return;
        }

        await application.RunAsync();
    }
}
