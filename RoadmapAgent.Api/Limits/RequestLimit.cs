using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Api.Limits;

/// <summary>A limit, as a refused client is told of it.</summary>
/// <param name="Setting">The setting in the section <see cref="LimitOptions.Section"/>.</param>
/// <param name="Permits">How much is permitted.</param>
/// <param name="Rule">What is limited, such as "roadmaps may be created per person and minute".</param>
internal sealed record RequestLimit(string Setting, int Permits, string Rule);
