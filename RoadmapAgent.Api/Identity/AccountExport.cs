using System.Text.Json.Nodes;

namespace RoadmapAgent.Api.Identity;

/// <summary>Everything that is stored about a person, as the export describes it; the database writes the roadmaps.</summary>
/// <param name="Account">The account.</param>
/// <param name="Roadmaps">All roadmaps with everything in them.</param>
internal sealed record AccountExport(Account Account, IReadOnlyList<JsonObject> Roadmaps);
