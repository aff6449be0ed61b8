using RoadmapAgent.Data.Leases;

namespace RoadmapAgent.Data.Migrations;

/// <summary>
/// Which rows of the tables that all services share a role reaches. Conditions compare a column with a constant or with the role itself:
/// they cost no lookup, and PostgreSQL may evaluate them after an index (their operators are leakproof).
/// </summary>
internal static class RowPolicies
{
    private const string Outbox = "roadmap.outbox";
    private const string Inbox = "roadmap.inbox";
    private const string Leases = "roadmap.leases";
    private const string Instances = "roadmap.instances";

    private const string Every = "true";
    private const string OwnMessage = "(sender = CURRENT_USER)";

    /// <summary>The tables, with their schema.</summary>
    public static IReadOnlyList<string> Tables { get; } = [Leases, Outbox, Inbox, Instances];

    /// <summary>Returns the policies of a role.</summary>
    public static IReadOnlyList<RowPolicy> Of(RoleDefinition role)
    {
        return role.Service switch
        {
            "monitor" =>
            [
                Policy(Outbox, "reads", "SELECT", Every),
                Policy(Inbox, "reads", "SELECT", Every),
                Policy(Instances, "reads", "SELECT", Every),
                Takes(LeaseNames.ConnectionMonitor),
            ],
            // It sweeps the outbox, knows from it which roadmaps are stalled, and purges the inbox, of all services.
            "workflow" =>
            [
                Policy(Outbox, "sends", "INSERT", null, OwnMessage),
                Policy(Outbox, "reads", "SELECT", Every),
                Policy(Outbox, "claims", "UPDATE", Every),
                Policy(Outbox, "deletes", "DELETE", Every),
                Policy(Inbox, "handles", "INSERT", null, Equal("consumer")),
                Policy(Inbox, "reads", "SELECT", Every),
                Policy(Inbox, "purges", "DELETE", Every),
                Takes(LeaseNames.OutboxSweep, LeaseNames.Reconciler, LeaseNames.Retention),
                .. Beats(),
            ],
            _ => [Policy(Outbox, "own", "ALL", OwnMessage), Policy(Inbox, "own", "ALL", Equal("consumer")), .. Beats()],
        };

        RowPolicy Policy(string table, string what, string command, string? @using, string? check = null) =>
            new(table, $"{role.Service} {what}", role.Name, command, @using, check);

        string Equal(string column) => $"({column} = {Text(role.Service)})";

        // Both the proposed row and the one that it would replace have the lease's name.
        RowPolicy Takes(params string[] leases) =>
            Policy(Leases, "takes", "ALL", $"(name = ANY (ARRAY[{string.Join(", ", leases.Select(Text))}]))");

        // The first process of a fleet that wakes resets what all others have reported in advance to the present; to nothing else.
        RowPolicy[] Beats() =>
        [
            Policy(Instances, "own", "ALL", Equal("service")),
            Policy(Instances, "wakes", "UPDATE", "(seen_at > now())", "(seen_at = now())"),
            Policy(Instances, "woken", "SELECT", "(seen_at >= now())"),
        ];
    }

    private static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'::text";
}
