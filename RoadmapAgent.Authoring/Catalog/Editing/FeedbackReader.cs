using System.Text.RegularExpressions;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Phrases;
using RoadmapAgent.Authoring.Catalog.Planning;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Editing;

/// <summary>Reads a reviewer's sentences and the validation's findings clause by clause; a clause has a verb and its targets.</summary>
internal sealed partial class FeedbackReader(SkillGraph graph, Framework framework)
{
    private const int MostEdits = 20;

    // As much of a line as its answer quotes.
    private const int LongestWish = 300;

    private static readonly char[] ListMarkers = [' ', '\t', '-', '*', '•'];

    /// <summary>The phrases in order of precedence: the first one that occurs determines the verb.</summary>
    private static readonly (string Phrase, Verb Verb)[] Verbs =
    [
        .. Phrases(Verb.Keep, "keep", "dont remove", "dont drop", "do not remove", "leave in"),
        .. Phrases(Verb.More, "not enough", "too little", "too few", "too short"),
        .. Phrases(
            Verb.Easier, "too hard", "too difficult", "too advanced", "too fast", "easier", "slower", "more basic", "more foundation"),
        .. Phrases(Verb.Harder, "too easy", "too basic", "too simple", "too slow", "harder", "more advanced", "more challenging"),
        .. Phrases(
            Verb.Less, "too much", "too many", "too long", "less", "fewer", "reduce", "shorten", "shorter", "cut", "smaller", "decrease"),
        .. Phrases(
            Verb.Remove, "remove", "drop", "skip", "delete", "without", "exclude", "omit", "leave out", "take out", "no", "dont need",
            "dont want", "do not need", "do not want", "not interested", "unnecessary", "not needed", "already know", "i know"),
        .. Phrases(Verb.More, "more", "deeper", "extend", "longer", "increase", "expand", "focus"),
        .. Phrases(Verb.Add, "add", "include", "cover", "insert", "missing", "lack", "need", "teach", "want", "introduce", "also"),
    ];

    /// <summary>Creates the plan of edits; if nothing was understood, it is empty and its summary says so.</summary>
    public EditPlan Read(IReadOnlyList<string> findings)
    {
        var wishes = findings.SelectMany(WishesOf).ToList();
        var distinct = wishes.SelectMany(wish => wish.Edits).Distinct().Take(MostEdits).ToList();
        var unclear = wishes.Where(wish => wish is { Edits.Count: 0, IsKept: false }).Select(wish => OneLine.Of(wish.Text, 120)).ToList();
        var summary = distinct.Count == 0
            ? "Nothing was understood that the built-in author could change. It understands wishes such as: "
            + "add Docker; remove testing; less theory; more practice; fewer hours; SQL before Docker."
            : string.Join("; ", distinct.Select(Describe)) + ".";
        if (unclear.Count > 0 && distinct.Count > 0)
        {
            summary += $" Not understood: {OneLine.List(unclear.Select(text => $"“{text}”"), 4)}.";
        }

        return new EditPlan(summary, distinct) { Wishes = wishes };
    }

    private static bool IsStructural(string finding)
    {
        var words = Words.Of(finding);
        return words.Any(
            word => word is "prerequisite" or "cycle" or "cyclic" or "circular" or "dangling" or "duplicate" or "empty" or "unique")
            || (words.Contains("no") && words.Any(word => word is "module" or "concept" or "stage"));
    }

    /// <summary>Reads a text line by line; a verb holds until the next one, also in the lines that follow.</summary>
    private List<Wish> WishesOf(string text)
    {
        if (IsStructural(text))
        {
            return [new(text, [new(EditAction.Modify, EditWish.WholePlan, EditWish.Repair)])];
        }

        var wishes = new List<Wish>();
        var verb = Verb.None;
        foreach (var line in Lines().Split(text).Where(line => line.Any(char.IsLetter)))
        {
            var edits = new List<PlannedEdit>();
            var keeps = false;
            foreach (var clause in Clauses().Split(line).Where(part => part.Trim().Length > 0))
            {
                if (ReadMove(clause) is { } move)
                {
                    edits.Add(move);
                    continue;
                }

                var words = Words.Of(clause);
                var own = VerbOf(words);
                verb = own == Verb.None ? verb : own;
                keeps |= own == Verb.Keep;
                edits.AddRange(verb is Verb.None or Verb.Keep ? [] : EditsOf(verb, clause, words, hasOwnVerb: own != Verb.None));
            }

            wishes.Add(new(OneLine.Of(line.TrimStart(ListMarkers), LongestWish), edits) { IsKept = keeps });
        }

        return wishes;
    }

    private IEnumerable<PlannedEdit> EditsOf(Verb verb, string clause, IReadOnlyList<string> words, bool hasOwnVerb)
    {
        if (verb is Verb.Easier or Verb.Harder)
        {
            return [new PlannedEdit(EditAction.Modify, EditWish.WholePlan, verb == Verb.Easier ? EditWish.Easier : EditWish.Harder)];
        }

        if (words.Any(word => word is "practice" or "practical" or "practise" or "exercise" or "project"))
        {
            return
            [
                verb is Verb.Add or Verb.More
                    ? new PlannedEdit(EditAction.Add, EditWish.Practice, "A practice session at the end of each stage.")
                    : new PlannedEdit(EditAction.Remove, EditWish.Practice, "Fewer practice sessions."),
            ];
        }

        var targets = new FeedbackTargets(graph, framework).In(clause, words);
        if (targets.Count > 0)
        {
            return targets.Select(target => EditOf(verb, target));
        }

        if (words.Any(word => word is "hour" or "time" or "week" or "long" or "short" or "plan" or "roadmap" or "content" or "theory"))
        {
            return verb is Verb.Less or Verb.Remove
                ? [new PlannedEdit(EditAction.Modify, EditWish.WholePlan, EditWish.Less)]
                : [new PlannedEdit(EditAction.Modify, EditWish.WholePlan, EditWish.More)];
        }

        return verb == Verb.Add && hasOwnVerb && FeedbackTargets.UnknownTopic(clause) is { } topic
            ? [new PlannedEdit(EditAction.Add, topic, "The catalog does not know it; it gets a concept that says so.")]
            : [];
    }

    private PlannedEdit EditOf(Verb verb, string target) => verb switch
    {
        Verb.Add when Teaches(target) => new PlannedEdit(EditAction.Modify, target, EditWish.More),
        Verb.More when !Teaches(target) => new PlannedEdit(EditAction.Add, target, "With what it builds on."),
        Verb.Add => new PlannedEdit(EditAction.Add, target, "With what it builds on."),
        Verb.Remove => new PlannedEdit(EditAction.Remove, target, "It is not wanted or known already."),
        Verb.Less => new PlannedEdit(EditAction.Modify, target, EditWish.Less),
        _ => new PlannedEdit(EditAction.Modify, target, EditWish.More),
    };

    private bool Teaches(string target) => graph.Named(target) is not { } skill
        || framework.Concepts().Any(concept => ConceptSource.Of(concept, graph) is SkillPart part && part.Skill.Id == skill.Id);

    private PlannedEdit? ReadMove(string clause)
    {
        var match = Moves().Match(clause);
        if (!match.Success)
        {
            return null;
        }

        var targets = new FeedbackTargets(graph, framework);
        var left = targets.In(match.Groups["left"].Value, Words.Of(match.Groups["left"].Value));
        var right = targets.In(match.Groups["right"].Value, Words.Of(match.Groups["right"].Value));
        if (left.Count == 0 || right.Count == 0)
        {
            return null;
        }

        var (first, second) = match.Groups["how"].Value.Equals("after", StringComparison.OrdinalIgnoreCase)
            ? (right[0], left[0])
            : (left[0], right[0]);
        return new PlannedEdit(EditAction.Reorder, first, EditWish.Before + second);
    }

    private static string Describe(PlannedEdit edit) => edit.Action switch
    {
        EditAction.Add => $"Add {edit.Target}",
        EditAction.Remove => $"Remove {edit.Target}",
        EditAction.Reorder => $"Move {edit.Target} in front of {edit.Description[EditWish.Before.Length..]}",
        _ => $"Change {edit.Target}: {edit.Description.TrimEnd('.').ToLowerInvariant()}",
    };

    private static Verb VerbOf(IReadOnlyList<string> words)
    {
        var text = $" {string.Join(' ', words)} ";
        return Verbs.FirstOrDefault(pair => text.Contains($" {pair.Phrase} ", StringComparison.Ordinal)).Verb;
    }

    [GeneratedRegex(@"[!?\n]|\.(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Lines();

    [GeneratedRegex(@"[;,]|\b(?:and|but|then)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Clauses();

    [GeneratedRegex(
        @"^(?<left>.+?)\s(?<how>before|after)\s(?<right>.+)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Moves();

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
