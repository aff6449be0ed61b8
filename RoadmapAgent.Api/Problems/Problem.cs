using Microsoft.AspNetCore.Http.HttpResults;

namespace RoadmapAgent.Api.Problems;

/// <summary>What this API answers when it cannot do what it was asked for: RFC 9457, with the field that is to blame.</summary>
internal static class Problem
{
    public static ProblemHttpResult NotFound(string field, string detail) => Of(field, detail, StatusCodes.Status404NotFound);

    public static ProblemHttpResult NoRoadmap(Guid id) => NotFound("id", $"There is no roadmap {id}.");

    public static ProblemHttpResult NoConcept(Guid id) => NotFound("conceptId", $"There is no roadmap {id}, or it has no such concept.");

    public static ProblemHttpResult Conflict() => TypedResults.Problem(
        "The roadmap's state has changed and no longer allows this; read it again.", statusCode: StatusCodes.Status409Conflict);

    public static ValidationProblem Invalid(string field, string error) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [error] });

    public static ProblemHttpResult Of(string field, string detail, int status) => TypedResults.Problem(
        detail, statusCode: status, extensions: [new("errors", new Dictionary<string, string[]> { [field] = [detail] })]);
}
