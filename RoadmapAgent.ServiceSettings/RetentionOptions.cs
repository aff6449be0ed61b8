using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.ServiceSettings;

/// <summary>
/// How long what is recorded about ended roadmaps is kept, in days from the end of the roadmap, and how long deleted roadmaps: the section
/// <c>Fleet:Retention</c> of the AppHost, and <c>Retention</c> of the processes. What belongs to a roadmap that has not ended is kept
/// whatever its age.
/// </summary>
public sealed record RetentionOptions
{
    /// <summary>The configuration section of the process that deletes and, for the trash, of the API.</summary>
    public const string Section = "Retention";

    /// <summary>Days for which execution logs are kept, 1 to 36,500. Default: 365.</summary>
    [Range(1, 36_500)]
    public int ExecutionLogs { get; init; } = 365;

    /// <summary>Days for which progress events are kept, 1 to 36,500. Default: 365.</summary>
    [Range(1, 36_500)]
    public int Events { get; init; } = 365;

    /// <summary>Days for which a deleted roadmap can be restored, 1 to 36,500. Default: 30.</summary>
    [Range(1, 36_500)]
    public int Trash { get; init; } = 30;
}
