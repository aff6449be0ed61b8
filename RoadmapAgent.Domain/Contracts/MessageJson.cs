using System.Text.Json.Serialization;
using RoadmapAgent.Domain.ExecutionLogs;

namespace RoadmapAgent.Domain.Contracts;

/// <summary>The generated metadata of the messages.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AdvanceRoadmap))]
[JsonSerializable(typeof(GenerateConcept))]
[JsonSerializable(typeof(ProgressRecorded))]
[JsonSerializable(typeof(WriteExecutionLogs))]
[JsonSerializable(typeof(WriteCompressedExecutionLogs))]
[JsonSerializable(typeof(IReadOnlyList<ExecutionLogEntry>))]
[JsonSerializable(typeof(List<ExecutionLogEntry>))]
internal sealed partial class MessageJson : JsonSerializerContext;
