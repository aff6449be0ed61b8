namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>A connection of a client or to a server (<c>SHOW CLIENTS</c>, <c>SHOW SERVERS</c>).</summary>
/// <param name="User">The user.</param>
/// <param name="Database">The database of the pooler.</param>
/// <param name="State">What it is doing, such as <c>active</c>, <c>idle</c> or <c>waiting</c>.</param>
/// <param name="Address">The other side's address, or <c>unix</c>.</param>
/// <param name="Port">The other side's port.</param>
/// <param name="Wait">How long it has waited.</param>
/// <param name="ApplicationName">What the client calls itself; null before 1.18.</param>
/// <param name="Tls">How it is encrypted; empty if it is not.</param>
public sealed record ConnectionStatus(string User, string Database, string State, string Address, long Port, TimeSpan Wait, string? ApplicationName, string Tls);
