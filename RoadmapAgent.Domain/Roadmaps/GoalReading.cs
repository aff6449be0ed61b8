using System.Globalization;
using System.Text;

namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>How the words of a goal were read: what was understood, what was not, and what is near to it.</summary>
/// <param name="Learn">What the learner wants: goals, skills and topics, in the order of importance.</param>
/// <param name="ComingFrom">What the learner comes from or knows, according to the goal.</param>
/// <param name="Excluded">What the learner does not want.</param>
/// <param name="Certifications">Certifications that the learner prepares for.</param>
/// <param name="Purposes">What the skills are for.</param>
/// <param name="TimeLimit">The time the goal allows; null for none.</param>
/// <param name="NotTaught">What was recognised but is not taught.</param>
/// <param name="NotUnderstood">The learner's words that were not understood.</param>
/// <param name="Nearest">What is taught and is near to what is not, or was not understood; the nearest first.</param>
/// <param name="Remarks">Sentences on what follows for the plan.</param>
public sealed record GoalReading(
    IReadOnlyList<ReadPhrase> Learn,
    IReadOnlyList<ReadPhrase> ComingFrom,
    IReadOnlyList<ReadPhrase> Excluded,
    IReadOnlyList<ReadPhrase> Certifications,
    IReadOnlyList<ReadPhrase> Purposes,
    TimeLimit? TimeLimit,
    IReadOnlyList<ReadPhrase> NotTaught,
    IReadOnlyList<string> NotUnderstood,
    IReadOnlyList<string> Nearest,
    IReadOnlyList<string> Remarks)
{
    /// <summary>
    /// The reading in one line: "Understood: Go, coming from Java, 6 weeks. Not taught: … Not understood: … Nearest: …".
    /// </summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            Append(text, "Understood", UnderstoodParts());
            Append(text, "Not taught", NotTaught.Select(NameOf));
            Append(text, "Not understood", NotUnderstood.Select(words => $"“{words}”"));
            Append(text, "Nearest", Nearest);
            return text.ToString();
        }
    }

    private IEnumerable<string> UnderstoodParts() =>
    [
        .. Learn.Select(NameOf),
        .. Certifications.Select(NameOf),
        .. Purposes.Select(one => $"for {NameOf(one)}"),
        .. ComingFrom.Select(one => $"coming from {NameOf(one)}"),
        .. Excluded.Select(one => $"not {NameOf(one)}"),
        .. TimeLimit is { } limit ? [LimitOf(limit)] : Array.Empty<string>(),
    ];

    /// <summary>Returns the name, with the learner's words if they are not part of it.</summary>
    private static string NameOf(ReadPhrase one) =>
        one.Name.Contains(one.Words, StringComparison.OrdinalIgnoreCase) || one.Words.Contains(one.Name, StringComparison.OrdinalIgnoreCase)
            ? one.Name
            : $"{one.Name} (“{one.Words}”)";

    private static string LimitOf(TimeLimit limit) =>
        limit.Weeks is { } weeks && !limit.Words.Contains("week", StringComparison.OrdinalIgnoreCase)
        ? string.Create(CultureInfo.InvariantCulture, $"{limit.Words} ({weeks} {(weeks == 1 ? "week" : "weeks")})")
        : limit.Words;

    private static void Append(StringBuilder text, string label, IEnumerable<string> parts)
    {
        if (string.Join(", ", parts) is { Length: > 0 } list)
        {
            text.Append(text.Length > 0 ? " " : "").Append(label).Append(": ").Append(list).Append('.');
        }
    }
}
