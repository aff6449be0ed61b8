using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>The budget of one PostgreSQL server.</summary>
/// <param name="Server">The server and its services.</param>
/// <param name="Result">The arithmetic, the violations and the remedies.</param>
public sealed record ServerBudget(DescribedServer Server, BudgetResult Result)
{
    /// <summary>Computes the budget of a server.</summary>
    /// <param name="server">The server and its services.</param>
    /// <param name="isConfigured">
    /// Whether the sizes are settings in the section <c>Fleet</c>; otherwise the remedies name what to change in the application model.
    /// </param>
    internal static ServerBudget Check(DescribedServer server, bool isConfigured)
    {
        var result = Connections.Budget.ConnectionBudget.Check(server.Fleet);
        return new(server, isConfigured ? result : ModelWords.Of(server, result));
    }

    /// <summary>What had to be assumed: one sentence for every service whose pool size is not known.</summary>
    public IEnumerable<string> Assumptions => Server.Assumed.Select(service =>
        $"The pool size of '{service}' is not known: {PoolSize.NpgsqlDefault}, Npgsql's default, is assumed. "
        + "Set it with WithMaxPoolSize, or with Maximum Pool Size in its connection string.");

    /// <summary>Formats the whole budget, and what had to be assumed.</summary>
    public string ToText() => string.Join(
        Environment.NewLine, [BudgetReport.ToText(Result), .. Assumptions.SelectMany(assumption => new[] { "", assumption })]);
}
