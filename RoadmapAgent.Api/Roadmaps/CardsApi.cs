using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Api.Validation;
using RoadmapAgent.Data.Roadmaps;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>The endpoints for the questions that a learner has missed: over all roadmaps, when they are due.</summary>
internal static class CardsApi
{
    public static void MapCards(this IEndpointRouteBuilder routes)
    {
        var reviews = routes.MapLearnerGroup("/api/reviews", tag: "Learning");
        reviews.MapGet("/", ListAsync).WithName("ListDueQuestions").WithSummary("List the missed questions that are due")
            .WithDescription("Those that have been due for the longest time first, over all roadmaps, without their answers.");
        reviews.MapPost("/{card:guid}", AnswerAsync).WithName("AnswerDueQuestion").WithSummary("Answer a missed question")
            .WithDescription(
                "Returns whether the answer is right, why each option is right or wrong, and when the question is asked again: after 6 "
                + "days, then after longer and longer intervals of up to a year; the next day if the answer is wrong. A right answer "
                + "before the question is due changes nothing.");
    }

    private static async Task<Ok<DueQuestions>> ListAsync(
        ClaimsPrincipal person,
        CardStore cards,
        CancellationToken cancellationToken,
        [Description("The maximum number of questions; default 20."), Between(1, 100)] int limit = 20) =>
        TypedResults.Ok(await cards.ListDueAsync(person.ToOwner(), limit, cancellationToken));

    private static async Task<Results<Ok<CardAnswered>, ValidationProblem, ProblemHttpResult>> AnswerAsync(
        Guid card, AnswerCard body, ClaimsPrincipal person, CardStore cards, TimeProvider time, CancellationToken cancellationToken)
    {
        var owner = person.ToOwner();
        if (await cards.FindAsync(owner, card, cancellationToken) is not var (question, schedule))
        {
            return NoCard(card);
        }

        if (question.ErrorOf(body.Answer) is { } error)
        {
            return Problem.Invalid("answer", error);
        }

        var result = question.Grade(body.Answer!);
        var next = schedule.After(result.Correct, time.GetUtcNow());
        return next == schedule || await cards.ScheduleAsync(owner, card, next, cancellationToken)
            ? TypedResults.Ok(new CardAnswered(result, next.DueAt))
            : NoCard(card);
    }

    private static ProblemHttpResult NoCard(Guid card) => Problem.NotFound("card", $"There is no question {card} to repeat.");
}
