using System.Globalization;
using System.Net;
using System.Text;

namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>What a run of the suite found, as Markdown.</summary>
internal static class SuiteReport
{
    /// <summary>Writes the result of a run.</summary>
    public static string Of(SuiteSettings settings, IReadOnlyList<SuiteRow> rows, Ledger ledger, LimitWatch limits)
    {
        var text = new StringBuilder();
        var unavailable = ledger.Answers.GetValueOrDefault(HttpStatusCode.ServiceUnavailable);
        var missing = ledger.Answers.GetValueOrDefault(default);
        Line($"Seed {settings.Seed}, {settings.Minutes:0.#} min: {rows.Count} faults; {ledger.Defects.Count} defects.");
        Line($"");
        Line($"- {ledger.Promises.Count} roadmaps accepted, {ledger.Promises.Values.Count(promise => promise.Deleted)} of them deleted");
        Line($"- {ledger.Answers.Values.Sum()} requests: {unavailable} answered with 503, {missing} not answered");
        Line($"- {limits.Samples} looks at the limits");
        Line($"");
        Line($"| fault | times | longest recovery |");
        Line($"|---|---:|---:|");
        foreach (var kind in rows.GroupBy(row => row.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            Line($"| {kind.Key} | {kind.Count()} | {kind.Max(row => row.Recovery).TotalSeconds:0.0} s |");
        }

        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
