using System.Net.Security;

namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>
/// A connection to PgBouncer's admin console. The console speaks only PostgreSQL's simple query protocol, which Npgsql does not support. It
/// runs one command at a time. A command that is cancelled, times out or gets an unintelligible answer closes the connection.
/// </summary>
public sealed class AdminConsoleConnection : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly AdminConsoleOptions _options;
    private readonly MessageStream _messages;
    private int _busy;

    private AdminConsoleConnection(
        AdminConsoleOptions options, MessageStream messages, IReadOnlyDictionary<string, string> parameters, bool encrypted) =>
        (_options, _messages, Parameters, IsEncrypted) = (options, messages, parameters, encrypted);

    /// <summary>The parameters that the console reported at login, such as <c>server_version</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>Whether the connection is encrypted.</summary>
    public bool IsEncrypted { get; }

    /// <summary>Whether the connection accepts another command.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Connects and logs in.</summary>
    /// <param name="options">The console's address and the user.</param>
    /// <param name="cancellationToken">Cancels connecting.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="AdminConsoleException">
    /// The login was refused, failed, or exceeded <see cref="AdminConsoleOptions.ConnectTimeout"/>.
    /// </exception>
    public static async Task<AdminConsoleConnection> OpenAsync(AdminConsoleOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return await TimeLimit.RunAsync(
            $"Connecting to the admin console as {options}",
            options.ConnectTimeout,
            token => LogInAsync(options, token),
            cancellationToken);
    }

    /// <summary>Runs a command.</summary>
    /// <param name="command">The command, such as <c>SHOW POOLS</c>.</param>
    /// <param name="timeout">How long it may take. Default: <see cref="AdminConsoleOptions.CommandTimeout"/>.</param>
    /// <param name="cancellationToken">Cancels the command and closes the connection; the pooler may still execute it.</param>
    /// <exception cref="AdminConsoleException">
    /// The command was refused, failed, or timed out. The connection stays open only after a refusal.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another command is running, or the connection is closed.</exception>
    public async Task<AdminConsoleTable> ExecuteAsync(
        string command, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
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

    /// <summary>Ends the session and closes the connection.</summary>
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
                // The connection is closed either way.
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
