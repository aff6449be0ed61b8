namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>A client or server connection (<c>SHOW CLIENTS</c>, <c>SHOW SERVERS</c>).</summary>
/// <param name="User">The user.</param>
/// <param name="Database">The database of the pooler.</param>
/// <param name="State">Its state, such as <c>active</c>, <c>idle</c> or <c>waiting</c>.</param>
/// <param name="Address">The peer's address, or <c>unix</c>.</param>
/// <param name="Port">The peer's port.</param>
/// <param name="Wait">How long it has waited.</param>
/// <param name="ApplicationName">The client's <c>application_name</c>; null before 1.18.</param>
/// <param name="Tls">The TLS version and cipher; empty if the connection is not encrypted.</param>
public sealed record ConnectionStatus(
    string User, string Database, string State, string Address, long Port, TimeSpan Wait, string? ApplicationName, string Tls);
