using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>Words a budget for an AppHost whose sizes are not settings but calls in its application model.</summary>
internal static class ModelWords
{
    private const string Fleet = $"{FleetDescription.Section}:";
    private const string Services = $"{Fleet}Services:";

    /// <summary>Replaces the names of settings by what sets them in the application model.</summary>
    public static BudgetResult Of(DescribedServer server, BudgetResult result) => result with
    {
        // A pool whose use is not declared has room for any.
        Lines = [.. result.Lines.Where(line => line.Inequality != BudgetInequality.Process || IsDeclared(server, line.Who))],
        Violations =
        [
            .. result.Violations.Select(violation => violation with
            {
                Setting = Word(server, violation.Setting),
                Explanation = violation.Explanation.Replace(violation.Setting, Word(server, violation.Setting), StringComparison.Ordinal),
                Remedies = [.. violation.Remedies.Where(IsPossible).Select(remedy => Word(server, remedy))],
            }),
        ],
        NearestSizes = [.. result.NearestSizes.Select(change => Word(server, change))],
    };

    private static bool IsDeclared(DescribedServer server, string service) =>
        server.Fleet.Services.Any(declared => declared.Name == service && (declared.Gate > 0 || declared.UngatedConnections > 0));

    // A pooler is added with AddPgBouncer, which no setting does.
    private static bool IsPossible(BudgetRemedy remedy) => remedy.Setting != $"{Fleet}Topology";

    private static BudgetRemedy Word(DescribedServer server, BudgetRemedy remedy) => remedy with { Setting = Word(server, remedy.Setting) };

    private static string Word(DescribedServer server, string setting)
    {
        if (setting.StartsWith(Services, StringComparison.Ordinal) && setting.LastIndexOf(':') is var end && end > Services.Length)
        {
            var who = setting[Services.Length..end];
            return $"{Size(setting[(end + 1)..])} of {(who == "*" ? "every service" : $"'{who}'")}";
        }

        return setting switch
        {
            $"{Fleet}Surge" => "the surge of a deployment",
            $"{Fleet}Postgres:MaxConnections" => $"max_connections of '{server.Name}'",
            $"{Fleet}Postgres:SuperuserReserved" => $"superuser_reserved_connections of '{server.Name}'",
            $"{Fleet}Postgres:Reserved" => $"reserved_connections of '{server.Name}'",
            $"{Fleet}Postgres:OperationsReserve" => $"the operations reserve of '{server.Name}'",
            $"{Fleet}Pooler:MaxClientConnections" => $"max_client_conn of the pooler of '{server.Name}'",
            _ => setting,
        };
    }

    private static string Size(string name) => name switch
    {
        nameof(ServiceDescription.MaxPoolSize) => "the pool size (WithMaxPoolSize)",
        nameof(ServiceDescription.Replicas) => "the replicas (WithReplicas)",
        nameof(ServiceDescription.Share) => "the pooler's pool size",
        nameof(ServiceDescription.Reserve) => "the pooler's reserve",
        _ => name,
    };
}
