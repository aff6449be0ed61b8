using System.Text.Json;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Api.Operations;

/// <summary>What the operators' side of the API needs; the AppHost sets it.</summary>
internal sealed class OperationsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Operations";

    /// <summary>The declared fleet as JSON, in Base64 where it is configured; empty where nobody declared one.</summary>
    public byte[] Fleet { get; set; } = [];

    /// <summary>The prefix of the services' roles; empty for a hosted database, where one role does for all.</summary>
    public string RolePrefix { get; set; } = "";

    /// <summary>What an operator has to present outside Development; without it these routes are closed there.</summary>
    public string Key { get; set; } = "";

    /// <summary>The declared fleet.</summary>
    public FleetDescription? Declared => Fleet.Length == 0 ? null : JsonSerializer.Deserialize<FleetDescription>(Fleet);
}
