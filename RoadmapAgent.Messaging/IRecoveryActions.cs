namespace RoadmapAgent.Messaging;

/// <summary>What <see cref="Recovery"/> does with a message.</summary>
internal interface IRecoveryActions
{
    /// <summary>Stores the message, to be delivered again after a delay.</summary>
    /// <param name="message">The message.</param>
    /// <param name="delay">The delay.</param>
    /// <param name="redelivered">The number of times it has been delayed, including this one.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task DelayAsync(object message, TimeSpan delay, int redelivered, CancellationToken cancellationToken);

    /// <summary>Marks what the message asked for as failed.</summary>
    Task FailAsync(object message, string reason, CancellationToken cancellationToken);

    /// <summary>Sends a copy of the message to the end of its queue, without the database.</summary>
    Task ReturnAsync(object message, int redelivered, CancellationToken cancellationToken);
}
