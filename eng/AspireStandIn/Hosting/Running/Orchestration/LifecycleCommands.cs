using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The commands that everything has that is started.</summary>
internal static class LifecycleCommands
{
    public static void Add(IResource resource, Orchestrator orchestrator)
    {
        Add(KnownResourceCommands.StartCommand, "Start", "Play", isHighlighted: true, state => IsStopped(state) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden, orchestrator.StartInstanceAsync);
        Add(KnownResourceCommands.StopCommand, "Stop", "Stop", isHighlighted: true, state => IsStopped(state) ? ResourceCommandState.Hidden : state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled : ResourceCommandState.Enabled, orchestrator.StopInstanceAsync);
        Add(KnownResourceCommands.RestartCommand, "Restart", "ArrowCounterclockwise", isHighlighted: false, state => IsStopped(state) || state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled : ResourceCommandState.Enabled, async (id, cancellationToken) =>
        {
            await orchestrator.StopInstanceAsync(id, cancellationToken);
            await orchestrator.StartInstanceAsync(id, cancellationToken);
        });

        void Add(string name, string displayName, string icon, bool isHighlighted, Func<string?, ResourceCommandState> state, Func<string, CancellationToken, Task> run)
        {
            if (resource.Annotations.OfType<ResourceCommandAnnotation>().Any(existing => existing.Name == name)) return;
            resource.Annotations.Add(new ResourceCommandAnnotation(name, displayName, context => state(context.ResourceSnapshot.State?.Text), async context =>
            {
                await run(context.ResourceName, context.CancellationToken);
                return CommandResults.Success();
            }, displayDescription: null, arguments: null, confirmationMessage: null, icon, IconVariant.Filled, isHighlighted));
        }
    }

    private static bool IsStopped(string? state) => state is null || state == KnownResourceStates.NotStarted || KnownResourceStates.TerminalStates.Contains(state);
}
