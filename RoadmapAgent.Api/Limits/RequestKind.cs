namespace RoadmapAgent.Api.Limits;

/// <summary>Metadata of an endpoint whose requests are not limited like those of others of the same method.</summary>
internal sealed class RequestKind
{
    private RequestKind()
    {
    }

    /// <summary>Creates a roadmap.</summary>
    public static RequestKind Creation { get; } = new();

    /// <summary>Reads a whole roadmap or many.</summary>
    public static RequestKind Export { get; } = new();

    /// <summary>Answers with events for as long as the client stays.</summary>
    public static RequestKind EventStream { get; } = new();
}
