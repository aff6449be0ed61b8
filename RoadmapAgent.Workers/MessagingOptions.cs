using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Workers;

/// <summary>How a worker consumes its queue, from the section <c>Messaging</c>.</summary>
internal sealed class MessagingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Messaging";

    /// <summary>Messages handled at once per process, 1 to 1,000. Default: null, that of the role, which is more with a model.</summary>
    [Range(1, 1000)]
    public int? Concurrency { get; init; }
}
