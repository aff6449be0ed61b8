using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace RoadmapAgent.Connections.Budget;

/// <summary>Formats a <see cref="BudgetResult"/> as text, Markdown or JSON.</summary>
public static class BudgetReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly string[] Header = ["Limit", "Who", "How", "Demand", "Allowed", "Headroom", ""];
    private static readonly string[] ComparisonHeader = ["Limit", "Who", "Before", "After", "Allowed before", "Allowed after", ""];

    /// <summary>Formats the whole table with aligned columns, the violations with all remedies, and the nearest sizes that fit.</summary>
    /// <returns>Lines of text without a trailing newline.</returns>
    public static string ToText(BudgetResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return string.Join(Environment.NewLine,
        [
            $"Connection budget: {result.Subject}",
            "",
            .. TextTable.Align([Header, .. Rows(result)]),
            "",
            .. result.Holds ? ["The budget holds: this fleet cannot exhaust PostgreSQL."] : Refusal(result),
        ]);
    }

    /// <summary>Formats the use of every limit on one line.</summary>
    public static string ToCompactText(BudgetResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var sums = result.Lines
            .Where(line => line.Limit is not null && line.Inequality != BudgetInequality.Process)
            .Select(line => Invariant($"{Name(line.Inequality)} {line.Demand} of {line.Limit}"));
        return $"Connection budget {(result.Holds ? "holds" : "is BROKEN")}: {string.Join(", ", sums)} ({result.Subject})";
    }

    /// <summary>Formats the table and the violations as Markdown.</summary>
    public static string ToMarkdown(BudgetResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return string.Join('\n',
        [
            $"**Connection budget:** {Escape(result.Subject)}",
            "",
            MarkdownRow(Header),
            "|---|---|---|---:|---:|---:|---|",
            .. Rows(result).Select(MarkdownRow),
            "",
            .. result.Holds ? ["The budget holds."] : result.Violations.Select(violation => $"- {Escape(violation.Message)}"),
        ]);
    }

    /// <summary>Serializes the result as JSON with camelCase members and snake_case enumeration values.</summary>
    public static string ToJson(BudgetResult result) =>
        JsonSerializer.Serialize(result ?? throw new ArgumentNullException(nameof(result)), Json);

    /// <summary>Serializes two results as one JSON object with the members <c>before</c> and <c>after</c>.</summary>
    public static string ToJson(BudgetResult before, BudgetResult after) => JsonSerializer.Serialize(new { before, after }, Json);

    /// <summary>Compares two results: every sum and every service's part of it before and after, and the violations after.</summary>
    /// <returns>Lines of text without a trailing newline.</returns>
    public static string Compare(BudgetResult before, BudgetResult after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var keys = before.Lines.Concat(after.Lines).Select(Key).Distinct().OrderBy(key => key.Inequality);
        return string.Join(Environment.NewLine,
        [
            $"Before: {before.Subject}",
            $"After:  {after.Subject}",
            "",
            .. TextTable.Align([ComparisonHeader, .. keys.Select(key => Row(key, before, after))]),
            "",
            .. after.Holds ? [before.Holds ? "The budget still holds." : "The budget holds now."] : Refusal(after),
        ]);

        static (BudgetInequality Inequality, string Who) Key(BudgetLine line) => (line.Inequality, line.Who);
    }

    private static string[] Row((BudgetInequality Inequality, string Who) key, BudgetResult before, BudgetResult after)
    {
        var (was, becomes) = (Line(before), Line(after));
        return
        [
            Name(key.Inequality), key.Who,
            Number(was?.Demand), Number(becomes?.Demand), Number(was?.Limit), Number(becomes?.Limit),
            becomes is { Holds: false } ? "BROKEN" : was == becomes ? "" : "changed",
        ];

        BudgetLine? Line(BudgetResult result) =>
            result.Lines.FirstOrDefault(line => line.Inequality == key.Inequality && line.Who == key.Who);
    }

    private static IEnumerable<string[]> Rows(BudgetResult result) => result.Lines.Select(line => new[]
    {
        Name(line.Inequality), line.Who, line.Arithmetic,
        Number(line.Demand), Number(line.Limit), Number(line.Headroom),
        line.Holds ? "" : "BROKEN",
    });

    private static IEnumerable<string> Refusal(BudgetResult result) =>
    [
        "The budget is BROKEN.",
        .. result.Violations.SelectMany(violation => new[] { "", violation.Explanation }.Concat(Remedies(violation))),
        .. NearestSizes(result),
    ];

    private static IEnumerable<string> Remedies(BudgetViolation violation) => violation.Remedies.Count == 0
        ? ["  No single setting change fixes this."]
        : violation.Remedies.Select((remedy, i) => $"  {(i == 0 ? "   " : "or ")}{remedy}");

    private static IEnumerable<string> NearestSizes(BudgetResult result) => result.NearestSizes.Count == 0
        ? []
        : ["", "The nearest sizes that fit, if all of these changes are made:", .. result.NearestSizes.Select(change => $"     {change}")];

    private static string Name(BudgetInequality inequality) => inequality switch
    {
        BudgetInequality.Server => "server",
        BudgetInequality.Clients => "pooler clients",
        BudgetInequality.OpenFiles => "pooler files",
        BudgetInequality.Process => "process",
        BudgetInequality.Operations => "operations",
        BudgetInequality.Reserves => "reserves",
        _ => "setting",
    };

    private static string Number(long? number) => number is { } value ? Invariant($"{value}") : "";

    private static string MarkdownRow(string[] cells) => $"| {string.Join(" | ", cells.Select(Escape))} |";

    private static string Escape(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);
}
