using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>The endpoints for learning with a concept: marks, notes, quizzes and tutorials.</summary>
internal static class LearningApi
{
    public static void MapLearning(this IEndpointRouteBuilder routes)
    {
        var concepts = routes.MapLearnerGroup("/api/roadmaps/{id:guid}/concepts/{conceptId}", tag: "Learning");
        concepts.MapPut(
            "/done",
            (Guid id, string conceptId, ClaimsPrincipal person, LearningStore store, CancellationToken cancellationToken) =>
                MarkAsync(person.ToOwner(), id, conceptId, true, store, cancellationToken))
            .WithName("MarkDone").WithSummary("Mark a concept as done");
        concepts.MapDelete(
            "/done",
            (Guid id, string conceptId, ClaimsPrincipal person, LearningStore store, CancellationToken cancellationToken) =>
                MarkAsync(person.ToOwner(), id, conceptId, false, store, cancellationToken))
            .WithName("UnmarkDone").WithSummary("Remove the mark of a concept");
        concepts.MapPut("/note", SaveNoteAsync).WithName("SaveNote").WithSummary("Write a note about a concept")
            .WithDescription("Replaces the note that there is; an empty one removes it. Notes are kept when content is regenerated.");
        concepts.MapPost("/quiz/attempts", AttemptAsync).WithName("AttemptQuiz").WithSummary("Answer a quiz")
            .WithDescription(
                "Returns the score and, for every question, the correct options and why each option is right or wrong. Questions that "
                + "were missed are asked again from the next day on.");
        concepts.MapGet("/tutorial.html", RenderAsync).WithName("GetTutorialHtml").WithSummary("A concept's tutorial as HTML")
            .WithDescription("An HTML fragment without scripts, styles or raw HTML of the author.")
            .Produces<string>(StatusCodes.Status200OK, "text/html")
            .WithEntityTag();
    }

    private static async Task<Results<Ok<LearningView>, ProblemHttpResult>> MarkAsync(
        Owner owner, Guid id, string conceptId, bool done, LearningStore store, CancellationToken cancellationToken) =>
        await store.MarkAsync(owner, id, conceptId, done, cancellationToken) is { } learning
            ? TypedResults.Ok(learning)
            : Problem.NoConcept(id);

    private static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> SaveNoteAsync(
        Guid id, string conceptId, SaveNote body, ClaimsPrincipal person, NoteStore store, CancellationToken cancellationToken) =>
        await store.SaveAsync(person.ToOwner(), id, conceptId, body.Note!.Trim(), cancellationToken)
            ? TypedResults.NoContent()
            : Problem.NoConcept(id);

    private static async Task<Results<Ok<QuizScore>, ValidationProblem, ProblemHttpResult>> AttemptAsync(
        Guid id, string conceptId, AttemptQuiz body, ClaimsPrincipal person, LearningStore store, CancellationToken cancellationToken)
    {
        var owner = person.ToOwner();
        if (await store.FindQuizAsync(owner, id, conceptId, cancellationToken) is not { } quiz)
        {
            return Problem.NotFound("conceptId", $"There is no roadmap {id}, or it has no such concept with a quiz.");
        }

        var (score, errors) = QuizScore.Of(quiz.Questions, body.Answers!);
        if (score is null)
        {
            return TypedResults.ValidationProblem(errors);
        }

        return await store.AddAttemptAsync(owner, id, conceptId, quiz, body.Answers!, score, cancellationToken)
            ? TypedResults.Ok(score)
            : Problem.NoRoadmap(id);
    }

    private static async Task<Results<ContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> RenderAsync(
        Guid id, string conceptId, HttpContext http, RoadmapReader reader, CancellationToken cancellationToken)
    {
        var read = await reader.FindTutorialAsync(http.User.ToOwner(), id, conceptId, http.Request.KnownTags(), cancellationToken);
        return read is null
                ? Problem.NotFound("conceptId", $"There is no roadmap {id}, or it has no such concept with a tutorial.")
            : http.Response.IsNews(read, out var markdown)
                ? TypedResults.Text(TutorialHtml.Render(markdown), "text/html; charset=utf-8")
            : TypedResults.StatusCode(StatusCodes.Status304NotModified);
    }
}
