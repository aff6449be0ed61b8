using RabbitMQ.Client.Exceptions;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.Broker;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Lets an operator requeue the messages that a worker could not handle.</summary>
public static class ErrorQueueExtensions
{
    /// <summary>The name of the command.</summary>
    public const string Command = "requeue-errors";

    /// <summary>
    /// Adds the command <c>requeue-errors</c>, which moves every message of the worker's error queue back to its queue in its original
    /// form. A message is removed from the error queue only after the broker has confirmed it in the other one.
    /// </summary>
    /// <param name="worker">The worker.</param>
    /// <param name="messaging">The broker.</param>
    /// <param name="queue">The worker's queue.</param>
    public static IResourceBuilder<ProjectResource> WithErrorQueue(
        this IResourceBuilder<ProjectResource> worker, IResourceBuilder<IResourceWithConnectionString> messaging, string queue) =>
        worker.WithCommand(
            Command,
            "Requeue errors",
            context => RunAsync(messaging.Resource, queue, context.CancellationToken),
            new()
            {
                IconName = "ArrowRepeatAll",
                Description = $"Moves the messages in {ErrorQueues.Of(queue)} back to {queue}.",
            });

    private static async Task<ExecuteCommandResult> RunAsync(
        IResourceWithConnectionString messaging, string queue, CancellationToken cancellationToken)
    {
        try
        {
            var broker = await messaging.GetConnectionStringAsync(cancellationToken)
                ?? throw new FleetException($"'{messaging.Name}' has no connection string.");
            var requeued = await ErrorQueues.RequeueAsync(new(broker), "apphost", queue, cancellationToken);
            return CommandResults.Success(
                $"Requeued: {requeued}.",
                requeued == 0
                    ? $"The error queue `{ErrorQueues.Of(queue)}` is empty."
                    : $"Messages moved back to `{queue}`: **{requeued}**.",
                CommandResultFormat.Markdown,
                displayImmediately: true);
        }
        catch (Exception e) when (
            e is BrokerUnreachableException or OperationInterruptedException
                or AlreadyClosedException or PublishException or FleetException)
        {
            return CommandResults.Failure(e.Message);
        }
    }
}
