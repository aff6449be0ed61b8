using System.Text.Json.Serialization;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>The generated metadata of a model's answers that are not parts of a roadmap as it is stored.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EditPlan))]
[JsonSerializable(typeof(PlanDraft))]
internal sealed partial class ChatJson : JsonSerializerContext;
