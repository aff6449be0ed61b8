using System.Globalization;
using RoadmapAgent.Authoring.Rendering;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Catalog.Editing;

/// <summary>Compares a plan before and after an edit, to say what became of it. Pure.</summary>
internal sealed class EditComparison(PlanTargets targets, PlannedEdit edit, Framework before, Framework after)
{
    private readonly IReadOnlyList<PlanChange> _changes = PlanDiff.Compare(before, after);

    /// <summary>Says what was changed, or why nothing was.</summary>
    public EditResult Result() => edit.Action switch
    {
        EditAction.Add => Added(),
        EditAction.Remove => Removed(),
        EditAction.Reorder => Moved(),
        _ => Changed(),
    };

    private EditResult Added()
    {
        var added = Named(PlanChangeKind.Added);
        if (added.Count == 0)
        {
            return new(true, edit.Target == EditWish.Practice
                ? "Every stage has a practice session already."
                : $"{edit.Target} is in the plan already.");
        }

        var wanted = after.Concepts().Where(targets.In(after, edit.Target)).Select(concept => concept.Name).Intersect(added).ToList();
        var others = added.Except(wanted).ToList();
        return new(true, wanted.Count == 0 || others.Count == 0
            ? $"Added {OneLine.List(added)}, {Hours(AddedHours(added))} hours."
            : $"Added {OneLine.List(wanted)}, and {OneLine.List(others)} because it builds on that; {Hours(AddedHours(added))} hours.");
    }

    private EditResult Removed()
    {
        var removed = Named(PlanChangeKind.Removed);
        return removed.Count > 0 ? new(true, $"Removed {OneLine.List(removed)}.")
            : !IsIn(before, edit.Target) ? new(true, $"{Capitalized(edit.Target)} is not in the plan.")
            : new(false, $"Without {edit.Target}, the plan would have fewer than three concepts.");
    }

    private EditResult Moved()
    {
        var other = edit.Description[EditWish.Before.Length..];
        if (Named(PlanChangeKind.Moved).Count > 0)
        {
            return new(true, $"{edit.Target} comes before {other} now.");
        }

        var missing = new[] { edit.Target, other }.Where(target => !IsIn(before, target)).ToList();
        return missing.Count > 0 ? new(false, $"{OneLine.List(missing)} is not in the plan.")
            : FirstOf(edit.Target) < FirstOf(other) ? new(true, $"{edit.Target} comes before {other} already.")
            : new(false, $"{edit.Target} cannot come before {other}: it builds on something that comes later than that.");
    }

    private EditResult Changed()
    {
        var (was, now) = (HoursOf(before), HoursOf(after));
        var (added, removed) = (Named(PlanChangeKind.Added), Named(PlanChangeKind.Removed));
        if (_changes.Count == 0)
        {
            return new(false, edit.Description == EditWish.Repair
                ? "The plan has no fault in its structure that could be repaired."
                : IsIn(before, edit.Target) ? $"{Capitalized(edit.Target)} cannot be changed further in this direction."
                : $"{Capitalized(edit.Target)} is not in the plan.");
        }

        string[] said =
        [
            $"{Capitalized(edit.Target)}: {Hours(was)} → {Hours(now)} hours.",
            added.Count > 0 ? $"Added {OneLine.List(added)}." : "",
            removed.Count > 0 ? $"Removed {OneLine.List(removed)}." : "",
        ];
        return new(true, string.Join(' ', said.Where(sentence => sentence.Length > 0)));
    }

    private List<string> Named(PlanChangeKind kind) =>
        [.. _changes.Where(change => change.Change == kind).Select(change => change.Name)];

    private bool IsIn(Framework plan, string target) => plan.Concepts().Any(targets.In(plan, target));

    private int FirstOf(string target) => before.Concepts().ToList().FindIndex(concept => targets.In(before, target)(concept));

    private double HoursOf(Framework plan) => plan.Concepts().Where(targets.In(plan, edit.Target)).Sum(concept => concept.Hours);

    private double AddedHours(List<string> added) =>
        after.Concepts().Where(concept => added.Contains(concept.Name)).Sum(concept => concept.Hours);

    private static string Hours(double hours) => hours.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Capitalized(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
