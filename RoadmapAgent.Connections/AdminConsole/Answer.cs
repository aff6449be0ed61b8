namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>Reads the answer to a simple query message by message and rejects messages in an unexpected order.</summary>
internal sealed class Answer
{
    private const int MostColumns = 1000;
    private const int MostRows = 200_000;
    private const int LongestText = 1000;

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly List<AdminConsoleRow> _rows = [];
    private string[]? _names;
    private string? _command;
    private AdminConsoleException? _error;

    /// <summary>Reads messages until the server is ready for the next command.</summary>
    /// <returns>The answer, or the error with which the server refused the command.</returns>
    /// <exception cref="AdminConsoleException">The server ended the connection with an error, or its answer is malformed.</exception>
    public static async Task<(AdminConsoleTable? Table, AdminConsoleException? Error)> ReadAsync(
        MessageStream messages, CancellationToken cancellationToken)
    {
        var answer = new Answer();
        while (true)
        {
            if (answer.Take(await answer.NextAsync(messages, cancellationToken)))
            {
                return (answer._error is null ? new(answer._command!, answer._names ?? [], answer._rows) : null, answer._error);
            }
        }
    }

    /// <summary>Parses an error message, and tells whether the server ends the connection with it.</summary>
    public static (AdminConsoleException Error, bool Fatal) Error(Message message)
    {
        var fields = new Dictionary<char, string>();
        var body = new BodyReader(message);
        for (var field = (char)body.Byte(); field != '\0'; field = (char)body.Byte())
        {
            fields[field] = body.Text();
        }

        var text = fields.GetValueOrDefault('M') ?? "unknown error";
        var severity = fields.GetValueOrDefault('V') ?? fields.GetValueOrDefault('S') ?? "ERROR";
        var sqlState = fields.GetValueOrDefault('C') is { Length: 5 } state ? state : null;
        var shown = text.Length > LongestText ? text[..LongestText] : text;
        return (new($"PgBouncer answered: {shown} (SQLSTATE {sqlState ?? "unknown"})", sqlState), severity is "FATAL" or "PANIC");
    }

    // If the server reports an error and then disconnects, surface the error, not the disconnect.
    private async Task<Message> NextAsync(MessageStream messages, CancellationToken cancellationToken)
    {
        try
        {
            return await messages.ReceiveAsync(cancellationToken);
        }
        catch (IOException) when (_error is not null && !cancellationToken.IsCancellationRequested)
        {
            throw _error;
        }
    }

    private bool Take(Message message)
    {
        var open = _command is null && _error is null;
        switch (message.Type)
        {
            case 'T' when open && _names is null:
                Describe(message);
                return false;
            case 'D' when open && _names is not null:
                Add(message);
                return false;
            case 'C' when open:
                _command = new BodyReader(message).Text();
                return false;
            case 'I' when open && _names is null:
                _command = "";
                return false;
            case 'E' when _error is null:
                (_error, var fatal) = Error(message);
                return fatal ? throw _error : false;
            case 'N' or 'S':
                return false;
            case 'Z' when !open:
                return true;
            default:
                throw new AdminConsoleException($"The server sent an unexpected message of type '{message.Type}'.");
        }
    }

    private void Describe(Message message)
    {
        const int attributes = 18;
        var body = new BodyReader(message);
        var count = body.Int16();
        if (count is < 0 or > MostColumns)
        {
            throw body.Malformed();
        }

        _names = new string[count];
        for (var i = 0; i < count; i++)
        {
            _names[i] = body.Text();
            body.Take(attributes);
            if (!_columns.TryAdd(_names[i], i))
            {
                throw new AdminConsoleException($"The server's answer has a duplicate column '{_names[i]}'.");
            }
        }
    }

    private void Add(Message message)
    {
        var body = new BodyReader(message);
        if (body.Int16() != _names!.Length || _rows.Count == MostRows)
        {
            throw _rows.Count == MostRows
                ? new AdminConsoleException($"The server's answer has more than {MostRows} rows.")
                : body.Malformed();
        }

        var values = new string?[_names.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var length = body.Int32();
            values[i] = length == -1 ? null : body.Text(length);
        }

        _rows.Add(new(_columns, values));
    }
}
