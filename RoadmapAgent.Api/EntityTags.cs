using System.Diagnostics.CodeAnalysis;
using Microsoft.Net.Http.Headers;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain;

namespace RoadmapAgent.Api;

/// <summary>
/// Conditional requests: a reader that sends the entity tag of what it has (<c>If-None-Match</c>) gets 304 as long as nothing has changed.
/// </summary>
internal static class EntityTags
{
    // Another build may write the same data in another way.
    private static readonly string Build = $"-{Version(typeof(EntityTags))}{Version(typeof(RoadmapReader))}{Version(typeof(DomainJson))}";

    /// <summary>Declares the header of a conditional request and the answer 304.</summary>
    public static RouteHandlerBuilder WithEntityTag(this RouteHandlerBuilder endpoint) => endpoint
        .Produces(StatusCodes.Status304NotModified)
        .WithHeader(HeaderNames.IfNoneMatch, "The ETag of the answer that the client has; if it is still right, the answer is 304.");

    /// <summary>Returns the tags of what the reader has, as the stores compute them.</summary>
    public static string[] KnownTags(this HttpRequest request) =>
    [
        .. from known in request.GetTypedHeaders().IfNoneMatch
           let text = known.Tag.ToString().Trim('"')
           where text == RoadmapTag.Any || text.EndsWith(Build, StringComparison.Ordinal)
           select text == RoadmapTag.Any ? text : text[..^Build.Length],
    ];

    /// <summary>Sets the tag of the answer; false if the reader has it already and the answer is 304.</summary>
    public static bool IsNews<T>(this HttpResponse response, Tagged<T> read, [NotNullWhen(true)] out T? value) where T : class
    {
        if (read.Tag is { } tag)
        {
            // Weak: compressed or not, it is the same.
            response.Headers.ETag = $"W/\"{tag}{Build}\"";
            // To be kept, but never shown without asking whether it has changed.
            response.Headers.CacheControl = "private, no-cache";
        }

        value = read.Value;
        return value is not null;
    }

    private static string Version(Type type) => type.Module.ModuleVersionId.ToString("N")[..6];
}
