using System.ComponentModel.DataAnnotations;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>
/// The connections of this process, from the section <c>Database</c>; the AppHost sets them to those that the budget counts with.
/// </summary>
public sealed record DatabaseOptions : ProcessDescription, IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Database";

    /// <summary>PgBouncer's <c>query_wait_timeout</c> in seconds; it must be shorter than <see cref="CommandTimeout"/>.</summary>
    public const int QueryWaitTimeout = 15;

    /// <summary>The service's name in the fleet; names the pool in metrics and the session in <c>pg_stat_activity</c>.</summary>
    [Required(ErrorMessage = "Database:Service is missing; set it to the service's name in the fleet, such as api.")]
    public string Service { get; init; } = "";

    /// <summary>Whether connections go through a transaction pooler. Default: true.</summary>
    public bool Pooled { get; init; } = true;

    /// <summary>
    /// Whether the pooler keeps clients' prepared statements apart, so that frequent ones may be prepared; only with <see cref="Pooled"/>.
    /// Default: false.
    /// </summary>
    public bool PreparedStatements { get; init; }

    /// <summary>How long a unit of work waits for the gate before the database counts as saturated; 1 ms to 5 min. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan GateTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Timeout of a statement in seconds; 1 to 600. Default: 30.</summary>
    [Range(1, 600)]
    public int CommandTimeout { get; init; } = 30;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // The AppHost has checked the declared values; these are the values this process actually uses.
        foreach (var violation in ConnectionBudget.CheckProcess(new(Service, this), Section).Violations)
        {
            yield return new(violation.Message, [nameof(MaxPoolSize), nameof(Gate)]);
        }

        if (Pooled && CommandTimeout <= QueryWaitTimeout)
        {
            yield return new(
                $"Database:CommandTimeout must be greater than the pooler's query_wait_timeout of {QueryWaitTimeout} s "
                + $"(was {CommandTimeout} s); "
                + "otherwise a queue in the pooler exhausts the whole pool.",
                [nameof(CommandTimeout)]);
        }
    }
}
