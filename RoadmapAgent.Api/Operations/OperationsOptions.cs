using System.Text.Json;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Api.Operations;

/// <summary>Settings of the operators' endpoints; set by the AppHost.</summary>
internal sealed class OperationsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Operations";

    /// <summary>The declared fleet as JSON, Base64-encoded in the configuration; empty if none is declared.</summary>
    public byte[] Fleet { get; set; } = [];

    /// <summary>The prefix of the services' roles; empty for a hosted database, where all services share one role.</summary>
    public string RolePrefix { get; set; } = "";

    /// <summary>The key that operators must present outside Development; if it is empty, these routes are closed there.</summary>
    public string Key { get; set; } = "";

    /// <summary>The declared fleet.</summary>
    public FleetDescription? Declared => Fleet.Length == 0 ? null : JsonSerializer.Deserialize<FleetDescription>(Fleet);
}
