using System.Text.Json;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>An operation as the API's description describes it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path with its parameters in braces.</param>
/// <param name="Parameters">All parameters.</param>
/// <param name="Body">The schema of the body; null if it has none.</param>
/// <param name="Answers">The schemas of the answers by status and media type; a schema may be missing.</param>
internal sealed record ApiOperation(
    string Id,
    string Method,
    string Path,
    IReadOnlyList<ApiParameter> Parameters,
    JsonElement? Body,
    IReadOnlyDictionary<int, IReadOnlyDictionary<string, JsonElement?>> Answers);
