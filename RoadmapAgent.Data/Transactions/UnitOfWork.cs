using Npgsql;
using RoadmapAgent.Domain.Contracts;

namespace RoadmapAgent.Data.Transactions;

/// <summary>
/// A transaction, the statements that end it and the messages that are sent when it commits. Statements and messages go to the server in
/// one batch right before the commit, so that locks are held for as few round trips as possible.
/// </summary>
public sealed class UnitOfWork
{
    private readonly List<NpgsqlBatchCommand> _statements = [];
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

    /// <summary>Adds a statement without a result to the batch that ends the transaction.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Its parameters by name.</param>
    public void Add(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var (name, value) in parameters)
        {
            statement.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        _statements.Add(statement);
    }

    /// <summary>
    /// Adds a statement to the batch that stores messages itself and returns them: id, queue, type, body, trace context and delay. They
    /// are relayed after the commit like those that are sent here.
    /// </summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Its parameters by name.</param>
    internal void AddMessages(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Add(sql, parameters);

    /// <summary>Sends a command to its queue once the transaction has committed.</summary>
    /// <param name="message">The command.</param>
    /// <param name="delay">The delay before it is sent; default zero.</param>
    /// <param name="redelivered">The number of times its consumer put it back because of an outage; default 0.</param>
    public void Send(object message, TimeSpan delay = default, int redelivered = 0)
    {
        ArgumentNullException.ThrowIfNull(message);
        _messages.Add(OutboxMessage.Create(Queues.Of(message.GetType()), message, delay) with { Redelivered = redelivered });
    }

    /// <summary>Publishes an event once the transaction has committed.</summary>
    /// <param name="message">The event.</param>
    public void Publish(object message) => _messages.Add(OutboxMessage.Create(queue: null, message));

    /// <summary>Executes the added statements and stores the messages. At most one round trip.</summary>
    internal async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_messages.Count > 0)
        {
            _statements.Add(OutboxTable.Insert(_messages));
        }

        if (_statements.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(Connection, Transaction);
        foreach (var statement in _statements)
        {
            batch.BatchCommands.Add(statement);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                _messages.Add(new(
                    reader.GetGuid(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    reader.GetString(3),
                    reader.GetValue(4) as string,
                    reader.GetTimeSpan(5)));
            }
        }
        while (await reader.NextResultAsync(cancellationToken));
    }
}
