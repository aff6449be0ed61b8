using System.Text.Json.Serialization;

namespace RoadmapAgent.Benchmarks.Results;

/// <summary>The side of its limit that a figure has to be on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Bound>))]
internal enum Bound
{
    /// <summary>Less is better.</summary>
    AtMost,

    /// <summary>More is better.</summary>
    AtLeast,
}
