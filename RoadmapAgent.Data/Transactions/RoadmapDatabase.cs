using Npgsql;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Data.Transactions;

/// <summary>The roadmaps' database: transactions that send messages on commit, and exactly one transaction per handled message.</summary>
public sealed class RoadmapDatabase
{
    private readonly ServiceDatabase _database;
    private readonly OutboxBuffer _outbox;
    private readonly InboxMetrics _inbox;

    internal RoadmapDatabase(ServiceDatabase database, OutboxBuffer outbox, InboxMetrics inbox)
    {
        _database = database;
        _outbox = outbox;
        _inbox = inbox;
    }

    /// <summary>Runs statements without an explicit transaction.</summary>
    /// <exception cref="DatabaseSaturatedException">The database has no capacity at the moment.</exception>
    public Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        _database.RunAsync(work, cancellationToken);

    /// <summary>Runs a transaction. Its messages are stored with it and relayed after the commit.</summary>
    /// <exception cref="DatabaseSaturatedException">The database has no capacity at the moment; nothing was written.</exception>
    public async Task<T> WriteAsync<T>(Func<UnitOfWork, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        IReadOnlyList<OutboxMessage> messages = [];
        var result = await _database.RunAsync(
            async (connection, ct) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(ct);
                var unit = new UnitOfWork(transaction);
                var value = await work(unit, ct);
                await unit.FlushAsync(ct);
                await transaction.CommitAsync(ct);
                messages = unit.Messages;
                return value;
            },
            cancellationToken);
        _outbox.Offer(messages);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}(Func{UnitOfWork, CancellationToken, Task{T}}, CancellationToken)"/>
    public Task WriteAsync(Func<UnitOfWork, CancellationToken, Task> work, CancellationToken cancellationToken) => WriteAsync<object?>(
        async (unit, ct) =>
        {
            await work(unit, ct);
            return null;
        },
        cancellationToken);

    /// <summary>Runs a single statement that stores messages itself, and relays them once it has committed.</summary>
    /// <exception cref="DatabaseSaturatedException">The database has no capacity at the moment; nothing was written.</exception>
    public async Task<T> WriteAtOnceAsync<T>(
        Func<NpgsqlConnection, Task<(T Result, IReadOnlyList<OutboxMessage> Messages)>> statement, CancellationToken cancellationToken)
    {
        var (result, messages) = await _database.RunAsync((connection, _) => statement(connection), cancellationToken);
        _outbox.Offer(messages);
        return result;
    }

    /// <summary>
    /// Runs a transaction for a message exactly once: a redelivered or duplicated message finds its inbox row and changes nothing.
    /// </summary>
    /// <param name="messageId">The message.</param>
    /// <param name="consumer">The name of the consumer; a message may have several consumers.</param>
    /// <param name="work">Stores the effects of the message.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>False for a duplicate: <paramref name="work"/> was not run.</returns>
    /// <exception cref="DatabaseSaturatedException">The database has no capacity at the moment; nothing was written.</exception>
    public async Task<bool> WriteOnceAsync(
        Guid messageId, string consumer, Func<UnitOfWork, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var first = await WriteAsync(
            async (unit, ct) =>
            {
                if (!await InboxTable.TryInsertAsync(unit, messageId, consumer, ct))
                {
                    return false;
                }

                await work(unit, ct);
                return true;
            },
            cancellationToken);
        _inbox.Handled(consumer, first);
        return first;
    }
}
