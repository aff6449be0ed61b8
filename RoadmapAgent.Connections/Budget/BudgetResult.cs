using System.Globalization;

namespace RoadmapAgent.Connections.Budget;

/// <summary>What has to hold for a fleet that cannot exhaust PostgreSQL.</summary>
public enum BudgetInequality
{
    /// <summary>Every number is one that makes sense.</summary>
    Setting,

    /// <summary>What the services can open at the server is available there.</summary>
    Server,

    /// <summary>What the services can open at the pooler is what it accepts.</summary>
    Clients,

    /// <summary>The pooler's process may open a file for each of its connections.</summary>
    OpenFiles,

    /// <summary>A process's pool has room for its gate and for the users that do not pass it.</summary>
    Process,

    /// <summary>The operations reserve is enough for its users.</summary>
    Operations,

    /// <summary>The server has what is kept from the services.</summary>
    Reserves,
}

/// <summary>A line of the budget.</summary>
/// <param name="Inequality">What the line is part of.</param>
/// <param name="Who">Who demands: a service, or <c>together</c>.</param>
/// <param name="Arithmetic">Where the numbers come from.</param>
/// <param name="Demand">Connections (files for <see cref="BudgetInequality.OpenFiles"/>); 0 or more.</param>
/// <param name="Limit">What is allowed, 0 or more; null for a part of a sum.</param>
public sealed record BudgetLine(BudgetInequality Inequality, string Who, string Arithmetic, long Demand, long? Limit = null)
{
    /// <summary>What is left of the limit; negative where it is exceeded, null where there is none.</summary>
    public long? Headroom => Limit - Demand;

    /// <summary>Whether the demand is within the limit.</summary>
    public bool Holds => Headroom is null or >= 0;
}

/// <summary>Which way a setting has to be changed.</summary>
public enum RemedyDirection
{
    /// <summary>To the bound or less.</summary>
    AtMost,

    /// <summary>To the bound or more.</summary>
    AtLeast,

    /// <summary>To the bound.</summary>
    Exactly,
}

/// <summary>A change of one setting. As a remedy of a violation it mends that inequality by itself and breaks no other one.</summary>
/// <param name="Setting">The setting's key; <c>Fleet:Services:*:…</c> means that of every service.</param>
/// <param name="Value">Its value now; of several services the largest.</param>
/// <param name="Direction">Which way to change it.</param>
/// <param name="Bound">The nearest value that mends.</param>
public sealed record BudgetRemedy(string Setting, string Value, RemedyDirection Direction, string Bound)
{
    /// <summary>The remedy as an instruction, without a full stop.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"set {Setting} ({Value}) to {Words(Direction)}{Bound}");

    private static string Words(RemedyDirection direction) => direction switch
    {
        RemedyDirection.AtMost => "at most ",
        RemedyDirection.AtLeast => "at least ",
        _ => "",
    };
}

/// <summary>A broken inequality.</summary>
/// <param name="Inequality">Which one.</param>
/// <param name="Who">Whose demand is too large.</param>
/// <param name="Setting">The key of the setting to look at first.</param>
/// <param name="Value">That setting's value.</param>
/// <param name="Explanation">What is wrong, with the arithmetic.</param>
/// <param name="Remedies">Every single change that mends it: sizes of services first, the smallest change first; may be empty.</param>
public sealed record BudgetViolation(
    BudgetInequality Inequality,
    string Who,
    string Setting,
    string Value,
    string Explanation,
    IReadOnlyList<BudgetRemedy> Remedies)
{
    /// <summary>The explanation and all remedies.</summary>
    public string Message => Remedies.Count == 0
        ? $"{Explanation} No change of one setting mends this."
        : $"{Explanation} To mend it, {string.Join(", or ", Remedies)}.";
}

/// <summary>The answer of <see cref="ConnectionBudget"/>.</summary>
/// <param name="Subject">What was checked, in a few words.</param>
/// <param name="Lines">The arithmetic, in the order of the inequalities.</param>
/// <param name="Violations">What is broken; empty if the budget holds.</param>
/// <param name="NearestSizes">
/// If services' sizes break the budget: the changes of sizes that, all made together, scale the fleet down until it holds; empty if there are none.
/// </param>
public sealed record BudgetResult(string Subject, IReadOnlyList<BudgetLine> Lines, IReadOnlyList<BudgetViolation> Violations, IReadOnlyList<BudgetRemedy> NearestSizes)
{
    /// <summary>Whether the fleet cannot exhaust PostgreSQL.</summary>
    public bool Holds => Violations.Count == 0;
}
