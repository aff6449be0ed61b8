using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Api.Validation;
using RoadmapAgent.Data.Roadmaps;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>The endpoint that searches a learner's roadmaps.</summary>
internal static class SearchApi
{
    private const int MaxWords = 10;

    public static void MapSearch(this IEndpointRouteBuilder routes) =>
        routes.MapLearnerGroup("/api/search", tag: "Roadmaps").MapGet("/", FindAsync).CountsAsExport()
            .WithName("SearchRoadmaps").WithSummary("Search lessons and notes")
            .WithDescription(
                $"Finds the concepts of your {RoadmapSearch.Roadmaps} newest roadmaps whose name, description, tutorial or note contains "
                + $"all words, of which the first {MaxWords} count.");

    private static async Task<Ok<SearchResults>> FindAsync(
        [Description("The words."), Text(2, 100)] string q,
        ClaimsPrincipal person,
        RoadmapSearch search,
        CancellationToken cancellationToken,
        [Description("The maximum number of concepts; default 20."), Between(1, 100)] int limit = 20)
    {
        string[] words = [.. q.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).OrderByDescending(word => word.Length > 1)];
        // A single letter finds everything; it counts only beside no word.
        words = [.. words.Where(word => word.Length > 1 || words[0].Length == 1).Take(MaxWords)];
        return TypedResults.Ok(await search.FindAsync(person.ToOwner(), words, limit, cancellationToken));
    }
}
