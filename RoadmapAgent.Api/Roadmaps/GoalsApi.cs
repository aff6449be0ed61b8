using Microsoft.AspNetCore.Http.HttpResults;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Authoring.Catalog;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>The endpoint that reads a goal before a roadmap is created for it, so that it can be corrected. It uses no database.</summary>
internal static class GoalsApi
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGoals(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/goals/read", Read)
            .WithTags("Roadmaps")
            .RequireAuthorization(Learners.Policy)
            .WithName("ReadGoal")
            .WithSummary("Read a goal without creating a roadmap")
            .WithDescription(
                "Takes the same body as the creation of a roadmap and returns how the built-in author reads the goal: what it understood, "
                + "what not, and what is near. Nothing is stored. To correct the reading, change the words of the goal.");

    /// <summary>Returns the day in UTC, which dates in goals are relative to.</summary>
    public static DateOnly Today(this TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private static Ok<GoalReading> Read(CreateRoadmap body, TimeProvider time) =>
        TypedResults.Ok(CatalogAuthor.Read(body.ToRequest(time.Today())));
}
