using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.ServiceSettings;

/// <summary>
/// When a fleet stops asking its database for news, so that one which is suspended while nobody uses it can be: the section
/// <c>Fleet:Idle</c> of the AppHost, and <c>Idle</c> of every service.
/// </summary>
public sealed record IdleOptions
{
    /// <summary>The configuration section of a service.</summary>
    public const string Section = "Idle";

    /// <summary>Whether it does. Default: null; true with a hosted database, otherwise false.</summary>
    public bool? Enabled { get; init; }

    /// <summary>How long nothing must have happened before, 30 s to 12 h. Default: 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:30", "12:00:00")]
    public TimeSpan After { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The time between two looks at the database while nothing happens, 1 min to 12 h. All processes look at the same moment, such as the
    /// full hour. Default: 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "12:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);
}
