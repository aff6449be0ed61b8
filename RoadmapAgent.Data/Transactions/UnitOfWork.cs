using Npgsql;

namespace RoadmapAgent.Data.Transactions;

/// <summary>A transaction and the messages that are sent when it commits.</summary>
public sealed class UnitOfWork
{
    private readonly List<OutboxMessage> _messages = [];

    internal UnitOfWork(NpgsqlTransaction transaction)
    {
        Transaction = transaction;
    }

    /// <summary>The connection the transaction runs on.</summary>
    public NpgsqlConnection Connection => Transaction.Connection!;

    /// <summary>The transaction; READ COMMITTED. <see cref="RoadmapDatabase"/> commits it.</summary>
    public NpgsqlTransaction Transaction { get; }

    internal IReadOnlyList<OutboxMessage> Messages => _messages;

    /// <summary>Sends a command to a queue once the transaction has committed.</summary>
    /// <param name="queue">The queue's name.</param>
    /// <param name="message">The command.</param>
    /// <param name="delay">The delay before it is sent; null to send at once.</param>
    public void Send<T>(string queue, T message, TimeSpan? delay = null) where T : class =>
        _messages.Add(OutboxMessage.Create(queue, message, delay));

    /// <summary>Publishes an event once the transaction has committed.</summary>
    /// <param name="message">The event.</param>
    public void Publish<T>(T message) where T : class => _messages.Add(OutboxMessage.Create(queue: null, message, delay: null));
}
