using System.Globalization;

namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>A row of an answer, read by column name.</summary>
public sealed class AdminConsoleRow
{
    private readonly IReadOnlyDictionary<string, int> _columns;
    private readonly string?[] _values;

    internal AdminConsoleRow(IReadOnlyDictionary<string, int> columns, string?[] values) => (_columns, _values) = (columns, values);

    /// <summary>The text of a column; null for NULL.</summary>
    /// <exception cref="AdminConsoleException">There is no such column.</exception>
    public string? this[string column] => _columns.TryGetValue(column, out var i)
        ? _values[i]
        : throw new AdminConsoleException($"The answer has no column '{column}'; its columns are {string.Join(", ", _columns.Keys)}.");

    /// <summary>The text of a column that some versions lack; null for NULL or a missing column.</summary>
    public string? Find(string column) => _columns.TryGetValue(column, out var i) ? _values[i] : null;

    /// <summary>The text of a column; empty for NULL.</summary>
    /// <exception cref="AdminConsoleException">There is no such column.</exception>
    public string Text(string column) => this[column] ?? "";

    /// <summary>The number in a column.</summary>
    /// <exception cref="AdminConsoleException">There is no such column, or it does not contain a number.</exception>
    public long Number(string column) => Parse(column, this[column]);

    /// <summary>The number in a column that some versions lack; null for NULL or a missing column.</summary>
    /// <exception cref="AdminConsoleException">The column does not contain a number.</exception>
    public long? FindNumber(string column) => Find(column) is { } text ? Parse(column, text) : null;

    private static long Parse(string column, string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new AdminConsoleException($"The column '{column}' must be a number (was '{text}').");
}
