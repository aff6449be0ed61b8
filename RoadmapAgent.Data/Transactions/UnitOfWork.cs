using Npgsql;

namespace RoadmapAgent.Data.Transactions;

/// <summary>One transaction and the messages that leave with it.</summary>
public sealed class UnitOfWork
{
    private readonly List<OutboxMessage> _messages = [];

    internal UnitOfWork(NpgsqlTransaction transaction)
    {
        Transaction = transaction;
    }

    /// <summary>The connection the transaction runs on.</summary>
    public NpgsqlConnection Connection => Transaction.Connection!;

    /// <summary>The transaction; READ COMMITTED. It is committed by whoever began the unit of work.</summary>
    public NpgsqlTransaction Transaction { get; }

    internal IReadOnlyList<OutboxMessage> Messages => _messages;

    /// <summary>Sends a command to a queue once the transaction has committed.</summary>
    /// <param name="queue">The queue's name.</param>
    /// <param name="message">The command.</param>
    /// <param name="delay">How long to hold it back; null to send at once.</param>
    public void Send<T>(string queue, T message, TimeSpan? delay = null) where T : class => _messages.Add(OutboxMessage.Create(queue, message, delay));

    /// <summary>Publishes an event once the transaction has committed.</summary>
    /// <param name="message">The event.</param>
    public void Publish<T>(T message) where T : class => _messages.Add(OutboxMessage.Create(queue: null, message, delay: null));
}
