using System.Text.Json;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In"><c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="Required">Whether it must be sent.</param>
/// <param name="Schema">Its values.</param>
internal sealed record ApiParameter(string Name, string In, bool Required, JsonElement Schema);
