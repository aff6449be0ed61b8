using System.Net.Security;

namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>
/// A connection to PgBouncer's admin console. The console speaks only PostgreSQL's simple query protocol, which Npgsql does not. One command
/// at a time; a command that is cancelled, takes too long or is not understood closes the connection.
/// </summary>
public sealed class AdminConsoleConnection : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly AdminConsoleOptions _options;
    private readonly MessageStream _messages;
    private int _busy;

    private AdminConsoleConnection(AdminConsoleOptions options, MessageStream messages, IReadOnlyDictionary<string, string> parameters, bool encrypted) =>
        (_options, _messages, Parameters, IsEncrypted) = (options, messages, parameters, encrypted);

    /// <summary>What the console reported at login, such as <c>server_version</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>Whether the connection is encrypted.</summary>
    public bool IsEncrypted { get; }

    /// <summary>Whether another command can be given.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Connects and logs in.</summary>
    /// <param name="options">Where to, and who.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="AdminConsoleException">It was refused, failed, or took longer than <see cref="AdminConsoleOptions.ConnectTimeout"/>.</exception>
    public static async Task<AdminConsoleConnection> OpenAsync(AdminConsoleOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return await TimeLimit.RunAsync($"Connecting to the admin console as {options}", options.ConnectTimeout, token => LogInAsync(options, token), cancellationToken);
    }

    /// <summary>Gives a command.</summary>
    /// <param name="command">The command, such as <c>SHOW POOLS</c>.</param>
    /// <param name="timeout">How long it may take. Default: <see cref="AdminConsoleOptions.CommandTimeout"/>.</param>
    /// <param name="cancellationToken">Gives up waiting and closes the connection; the pooler may carry the command out nevertheless.</param>
    /// <exception cref="AdminConsoleException">The console refused it, failed, or took too long; only after a refusal is the connection still open.</exception>
    /// <exception cref="InvalidOperationException">Another command is under way, or the connection is closed.</exception>
    public async Task<AdminConsoleTable> ExecuteAsync(string command, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(command);
        if (command.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A command must not contain a NUL character.", nameof(command));
        }

        var limit = timeout ?? _options.CommandTimeout;
        TimeLimit.Check(nameof(timeout), limit);
        if (Interlocked.Exchange(ref _busy, 1) == 1)
        {
            throw new InvalidOperationException("Another command is already running on this admin console connection.");
        }

        try
        {
            return await AskAsync(command, limit, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <summary>Says good-bye and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsOpen && Interlocked.Exchange(ref _busy, 1) == 0)
        {
            using var time = new CancellationTokenSource(Farewell);
            try
            {
                await _messages.SendAsync(Message.Terminate, time.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // It is closed either way.
            }
        }

        await CloseAsync();
        Volatile.Write(ref _busy, 0);
    }

    private async Task<AdminConsoleTable> AskAsync(string command, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException("The admin console connection is closed.");
        }

        var understood = false;
        try
        {
            var (table, error) = await TimeLimit.RunAsync($"'{command}' on the admin console", limit, AnswerAsync, cancellationToken);
            understood = true;
            return table ?? throw error!;
        }
        finally
        {
            if (!understood)
            {
                await CloseAsync();
            }
        }

        async Task<(AdminConsoleTable? Table, AdminConsoleException? Error)> AnswerAsync(CancellationToken token)
        {
            await _messages.SendAsync(Message.Query(command), token);
            return await Answer.ReadAsync(_messages, token);
        }
    }

    private async ValueTask CloseAsync()
    {
        IsOpen = false;
        await _messages.DisposeAsync();
    }

    private static async Task<AdminConsoleConnection> LogInAsync(AdminConsoleOptions options, CancellationToken cancellationToken)
    {
        var stream = await Login.ConnectAsync(options, cancellationToken);
        var messages = new MessageStream(stream);
        try
        {
            return new(options, messages, await Login.LogInAsync(messages, options, cancellationToken), stream is SslStream);
        }
        catch
        {
            await messages.DisposeAsync();
            throw;
        }
    }
}
