using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.ServiceSettings;

/// <summary>
/// How much the API accepts from one person or one address; set by the AppHost. Every API process counts the requests that it gets itself.
/// </summary>
public sealed class LimitOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Limits";

    private const int Most = 1_000_000;

    /// <summary>Roadmaps that a person may create per minute, all at once if they like; 1 to 1,000,000. Default: 60.</summary>
    [Range(1, Most)]
    public int CreationsPerMinute { get; init; } = 60;

    /// <summary>
    /// Other requests of a person per minute that may change something: decisions, retries, marks, deletions; 1 to 1,000,000.
    /// Default: 300.
    /// </summary>
    [Range(1, Most)]
    public int ChangesPerMinute { get; init; } = 300;

    /// <summary>Requests of a person per minute that read something; 1 to 1,000,000. Default: 1,200.</summary>
    [Range(1, Most)]
    public int ReadsPerMinute { get; init; } = 1_200;

    /// <summary>Event streams that a person may have open at once; 1 to 1,000,000. Default: 30.</summary>
    [Range(1, Most)]
    public int StreamsAtOnce { get; init; } = 30;

    /// <summary>
    /// Exports and searches of a person that may run at once, because each reads many roadmaps or a whole one; 1 to 1,000,000. Default: 4.
    /// </summary>
    [Range(1, Most)]
    public int ExportsAtOnce { get; init; } = 4;

    /// <summary>
    /// Roadmaps that a person may have in progress, those that wait for a review included; 1 to 1,000,000. The database counts them, for
    /// all API processes together. Default: 200.
    /// </summary>
    [Range(1, Most)]
    public int RoadmapsInProgress { get; init; } = 200;

    /// <summary>Connections that clients may have open to a process, event streams included; 10 to 1,000,000. Default: 10,000.</summary>
    [Range(10, Most)]
    public int Connections { get; init; } = 10_000;

    /// <summary>
    /// Requests of an address per minute that come from no person: those of machines and of users that have not signed in, files of the
    /// pages included; 1 to 1,000,000. Default: 1,200.
    /// </summary>
    [Range(1, Most)]
    public int AnonymousPerMinute { get; init; } = 1_200;

    /// <summary>Requests of an address per minute to sign in, two for each time; 1 to 1,000,000. Default: 120.</summary>
    [Range(1, Most)]
    public int SignInsPerMinute { get; init; } = 120;

    /// <summary>Wrong operators' keys of an address per minute, after which no key is checked; 1 to 1,000,000. Default: 10.</summary>
    [Range(1, Most)]
    public int WrongKeysPerMinute { get; init; } = 10;
}
