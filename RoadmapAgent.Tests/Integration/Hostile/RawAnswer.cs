using System.Text;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>An answer as it was received.</summary>
/// <param name="Status">The status; 0 if the connection ended without an answer.</param>
/// <param name="Headers">The headers by their name in lower case.</param>
/// <param name="Body">The body; of an event stream its beginning.</param>
/// <param name="Time">From the first byte sent to the last one received.</param>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body, TimeSpan Time)
{
    /// <summary>The media type without parameters; null without one.</summary>
    public string? MediaType => Headers.TryGetValue("content-type", out var type) ? type.Split(';')[0].Trim() : null;

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);
}
