using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Lessons;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Writing;

/// <summary>Makes questions of quiz items.</summary>
internal static class ItemQuestion
{
    /// <summary>Returns the question with its options shuffled by <paramref name="seed"/>.</summary>
    public static QuizQuestion Of(QuizItem item, Difficulty difficulty, string seed)
    {
        var options = Shuffled(item, $"{seed}/{item.Ask}{item.Code}");
        var right = item.Options.Where(option => option.Right).ToList();
        var places = right.Select(option => options.ToList().IndexOf(option));
        return new QuizQuestion(
            TypeOf(item.Kind),
            item.Ask,
            [.. options.Select(option => option.Text)],
            [.. item.Kind == QuizItemKind.Order ? places : places.Order()],
            string.Join(' ', right.Select(option => option.Because)),
            difficulty,
            item.Code,
            item.Language,
            [.. options.Select(option => option.Because)]);
    }

    // Steps that are in the right order already would be no question.
    private static IReadOnlyList<QuizOption> Shuffled(QuizItem item, string seed)
    {
        var options = StableOrder.Shuffle(item.Options, seed);
        return item.Kind == QuizItemKind.Order && options.SequenceEqual(item.Options) ? [.. options.Skip(1), options[0]] : options;
    }

    private static QuestionType TypeOf(QuizItemKind kind) => kind switch
    {
        QuizItemKind.Several => QuestionType.MultipleChoice,
        QuizItemKind.Order => QuestionType.Order,
        _ => QuestionType.SingleChoice,
    };
}
