using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.AppHost.Configuration;

/// <summary>The section <c>Author</c>.</summary>
internal sealed class AuthorOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Author";

    /// <summary>The language model that writes roadmaps.</summary>
    public ChatAuthorOptions Chat { get; init; } = new();
}
