using System.Text.Json;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Api.Operations;

/// <summary>The settings of the operators' endpoints, with those that the AppHost computes.</summary>
internal sealed class OperationsOptions : OperationsSettings
{
    /// <summary>The declared fleet as JSON, Base64-encoded in the configuration; empty if none is declared.</summary>
    public byte[] Fleet { get; set; } = [];

    /// <summary>The prefix of the services' roles; empty for a hosted database, where all services share one role.</summary>
    public string RolePrefix { get; set; } = "";

    /// <summary>The key by which machines are operators; if it is empty, none is.</summary>
    public string Key { get; set; } = "";

    /// <summary>The file with the shares of a pooler whose shares are elastic; empty if they are fixed.</summary>
    public string SharesFile { get; set; } = "";

    /// <summary>The declared fleet.</summary>
    public FleetDescription? Declared => Fleet.Length == 0 ? null : JsonSerializer.Deserialize<FleetDescription>(Fleet);
}
