using Microsoft.AspNetCore.Http.HttpResults;

namespace RoadmapAgent.Api.Problems;

/// <summary>Creates the API's problem details (RFC 9457), with the field at fault.</summary>
internal static class Problem
{
    // Seconds: about as long as a sample of the fleet, or a server that starts again, takes.
    private const string RetryAfter = "5";

    public static ProblemHttpResult NotFound(string field, string detail) => Of(field, detail, StatusCodes.Status404NotFound);

    public static ProblemHttpResult NoRoadmap(Guid id) => NotFound("id", $"There is no roadmap {id}.");

    public static ProblemHttpResult NotInTrash(Guid id) => NotFound("id", $"There is no deleted roadmap {id}.");

    public static ProblemHttpResult NoConcept(Guid id) => NotFound("conceptId", $"There is no roadmap {id}, or it has no such concept.");

    public static ProblemHttpResult Conflict() => TypedResults.Problem(
        "The roadmap's current state does not allow this; read it again.", statusCode: StatusCodes.Status409Conflict);

    /// <summary>Answers 503 to what is not possible at present, and sets <c>Retry-After</c>, which a result cannot set.</summary>
    /// <param name="http">The request.</param>
    /// <param name="detail">What is not possible, and why.</param>
    public static ProblemHttpResult Unavailable(HttpContext http, string detail)
    {
        http.Response.Headers.RetryAfter = RetryAfter;
        return TypedResults.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    public static ValidationProblem Invalid(string field, string error) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [error] });

    public static ProblemHttpResult Of(string field, string detail, int status) => TypedResults.Problem(
        detail, statusCode: status, extensions: [new("errors", new Dictionary<string, string[]> { [field] = [detail] })]);
}
