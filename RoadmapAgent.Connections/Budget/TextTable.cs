namespace RoadmapAgent.Connections.Budget;

/// <summary>Aligns the columns of a table for a console.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Formats one line per row; columns with only numbers below the header are right-aligned.</summary>
    public static IEnumerable<string> Align(IReadOnlyList<string[]> rows)
    {
        var columns = Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(row => row[column]).ToList()).ToList();
        var widths = columns.ConvertAll(column => column.Max(cell => cell.Length));
        var numeric = columns.ConvertAll(column => column.Skip(1).All(cell => cell.Length == 0 || long.TryParse(cell, out _)));
        return rows.Select(
            row => string.Join(Gap, row.Select((cell, i) => numeric[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }
}
