namespace RoadmapAgent.Authoring.Catalog.Lessons;

/// <summary>A question about a key point, of which quizzes are assembled.</summary>
/// <param name="Point">The key point's name.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Ask">The question.</param>
/// <param name="Options">The options; those of <see cref="QuizItemKind.Order"/> in the right order.</param>
/// <param name="Code">The code it is about, or null.</param>
/// <param name="Language">The code's language, or null.</param>
internal sealed record QuizItem(
    string Point,
    QuizItemKind Kind,
    string Ask,
    IReadOnlyList<QuizOption> Options,
    string? Code = null,
    string? Language = null);
