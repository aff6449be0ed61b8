namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>What the console answered.</summary>
/// <param name="Command">What it says it did, such as <c>SHOW</c> or <c>PAUSE</c>.</param>
/// <param name="Columns">The names of the columns; none for a command that shows nothing. Their order and number differ between versions.</param>
/// <param name="Rows">The rows.</param>
public sealed record AdminConsoleTable(string Command, IReadOnlyList<string> Columns, IReadOnlyList<AdminConsoleRow> Rows);
