using System.Text.Json;
using System.Text.Json.Serialization;
using RoadmapAgent.Domain;

namespace RoadmapAgent.Data.Operations;

/// <summary>The generated metadata of what a monitor measures and stores.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(List<ConnectionSample>))]
[JsonSerializable(typeof(PostgresReadings))]
[JsonSerializable(typeof(List<MonitorLook.Row>))]
internal sealed partial class SampleJson : JsonSerializerContext
{
    /// <summary>The options of <see cref="DomainJson"/> with this metadata.</summary>
    public static JsonSerializerOptions Format => field ??= DomainJson.With(Default);
}
