using System.Text.Json;

namespace RoadmapAgent.Benchmarks.Results;

/// <summary>The results of a run; stored as JSON.</summary>
/// <param name="At">When it began.</param>
/// <param name="Quick">Whether loads were small and rounds few.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Results">What was measured.</param>
/// <param name="Omissions">What was not, and why.</param>
internal sealed record BenchReport(
    DateTimeOffset At, bool Quick, Machine Machine, IReadOnlyList<Result> Results, IReadOnlyList<Omission> Omissions)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json) + Environment.NewLine;

    /// <summary>Reads a stored run.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static BenchReport Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<BenchReport>(json, Json) is { Results: not null, Machine: not null } report
                ? report
                : throw new InvalidDataException("A stored run has a machine and results.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"A stored run is JSON: {e.Message}", e);
        }
    }
}
