using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A question that was missed and is due again, without its answer.</summary>
/// <param name="Id">The id under which it is answered.</param>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="ConceptId">The concept in the roadmap.</param>
/// <param name="ConceptName">The concept's name.</param>
/// <param name="Type">The type of the question.</param>
/// <param name="Question">The question.</param>
/// <param name="Options">Its options; an answer consists of their zero-based indexes.</param>
/// <param name="Code">The code that the question is about; null if it is about none.</param>
/// <param name="Language">The language of the code, as in the info string of a Markdown fence.</param>
/// <param name="DueAt">When it became due.</param>
public sealed record DueQuestion(
    Guid Id,
    Guid RoadmapId,
    string ConceptId,
    string ConceptName,
    QuestionType Type,
    string Question,
    IReadOnlyList<string> Options,
    string? Code,
    string? Language,
    DateTimeOffset DueAt);
