namespace RoadmapAgent.Domain.Authors.Catalog;

internal sealed partial class FeedbackReader
{
    /// <summary>In order of precedence: the first phrase that occurs decides.</summary>
    private static readonly (string Phrase, Verb Verb)[] Verbs =
    [
        .. Phrases(Verb.Keep, "keep", "dont remove", "dont drop", "do not remove", "leave in"),
        .. Phrases(Verb.More, "not enough", "too little", "too few", "too short"),
        .. Phrases(Verb.Easier, "too hard", "too difficult", "too advanced", "too fast", "easier", "slower", "more basic", "more foundation"),
        .. Phrases(Verb.Harder, "too easy", "too basic", "too simple", "too slow", "harder", "more advanced", "more challenging"),
        .. Phrases(Verb.Less, "too much", "too many", "too long", "less", "fewer", "reduce", "shorten", "shorter", "cut", "smaller", "decrease"),
        .. Phrases(Verb.Remove, "remove", "drop", "skip", "delete", "without", "exclude", "omit", "leave out", "take out", "no", "dont need",
            "dont want", "do not need", "do not want", "not interested", "unnecessary", "not needed", "already know", "i know"),
        .. Phrases(Verb.More, "more", "deeper", "extend", "longer", "increase", "expand", "focus"),
        .. Phrases(Verb.Add, "add", "include", "cover", "insert", "missing", "lack", "need", "teach", "want", "introduce", "also"),
    ];

    private enum Verb
    {
        None,
        Keep,
        Add,
        Remove,
        Less,
        More,
        Easier,
        Harder,
    }

    private static IEnumerable<(string Phrase, Verb Verb)> Phrases(Verb verb, params string[] phrases) =>
        phrases.Select(phrase => (Words.Key(phrase), verb));
}
