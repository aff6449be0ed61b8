namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>The console's answer to a command.</summary>
/// <param name="Command">The command tag that the console reported, such as <c>SHOW</c> or <c>PAUSE</c>.</param>
/// <param name="Columns">
/// The column names; empty for a command that returns no rows. Their order and number differ between versions.
/// </param>
/// <param name="Rows">The rows.</param>
public sealed record AdminConsoleTable(string Command, IReadOnlyList<string> Columns, IReadOnlyList<AdminConsoleRow> Rows);
