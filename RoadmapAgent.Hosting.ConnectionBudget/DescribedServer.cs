using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>A PostgreSQL server in an application model, with the services that connect to it.</summary>
/// <param name="Name">The server's resource name; empty if the model does not contain it.</param>
/// <param name="Fleet">Its limits and its services.</param>
/// <param name="Assumed">The services whose pool size is not known: Npgsql's default is assumed.</param>
public sealed record DescribedServer(string Name, FleetDescription Fleet, IReadOnlyList<string> Assumed);
