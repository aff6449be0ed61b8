namespace RoadmapAgent.Data.Operations;

/// <summary>A client session of PostgreSQL (<c>pg_stat_activity</c>).</summary>
/// <param name="Pid">Its process id, for <c>pg_terminate_backend</c>.</param>
/// <param name="Role">The login role.</param>
/// <param name="Application">The <c>application_name</c>.</param>
/// <param name="State">The state, such as <c>active</c> or <c>idle in transaction</c>.</param>
/// <param name="Wait">What it waits for, such as <c>Lock: transactionid</c>; null if it does not.</param>
/// <param name="SessionSeconds">Time since it was opened.</param>
/// <param name="TransactionSeconds">Time since its transaction began; null without one.</param>
/// <param name="StateSeconds">Time since it has been in this state.</param>
/// <param name="Query">Its last statement without literals; see <see cref="QueryText"/>.</param>
public sealed record Session(
    int Pid,
    string Role,
    string Application,
    string State,
    string? Wait,
    double SessionSeconds,
    double? TransactionSeconds,
    double StateSeconds,
    string Query);
