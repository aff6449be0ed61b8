using System.ComponentModel.DataAnnotations;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>The database limits of this process, from the section <c>Database</c>; the AppHost sets them from the fleet's sizes.</summary>
public sealed class DatabaseOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Database";

    /// <summary>PgBouncer's <c>query_wait_timeout</c> in seconds; it must be shorter than <see cref="CommandTimeout"/>.</summary>
    public const int QueryWaitTimeout = 15;

    /// <summary>The service's name in the fleet; names the pool in metrics and the session in <c>pg_stat_activity</c>.</summary>
    [Required(ErrorMessage = "Database:Service is missing; set it to the service's name in the fleet, such as api.")]
    public string Service { get; set; } = "";

    /// <summary>Whether connections go through a transaction pooler. Default: true.</summary>
    public bool Pooled { get; set; } = true;

    /// <summary>Connections this process may open; 1 to 10,000. Default: 10.</summary>
    [DatabaseRange(1, 10_000)]
    public int MaxPoolSize { get; set; } = 10;

    /// <summary>
    /// Maximum number of concurrent units of work; 0 to 10,000. Default: 0, which means <see cref="MaxPoolSize"/> less
    /// <see cref="UngatedConnections"/>.
    /// </summary>
    [DatabaseRange(0, 10_000)]
    public int Gate { get; set; }

    /// <summary>Connections reserved for work outside the gate: the relay, the lease and the health check; 0 to 100. Default: 3.</summary>
    [DatabaseRange(0, 100)]
    public int UngatedConnections { get; set; } = 3;

    /// <summary>How long a unit of work waits for the gate before the database counts as saturated; 1 ms to 5 min. Default: 10 s.</summary>
    [DatabaseRange(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan GateTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Timeout of a statement in seconds; 1 to 600. Default: 30.</summary>
    [DatabaseRange(1, 600)]
    public int CommandTimeout { get; set; } = 30;

    /// <summary>The effective gate size.</summary>
    public int EffectiveGate => Gate > 0 ? Gate : MaxPoolSize - UngatedConnections;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // The AppHost has checked the declared values; these are the values this process actually uses.
        var process = new ServiceDescription
        {
            Name = Service,
            MaxPoolSize = MaxPoolSize,
            Gate = Gate,
            UngatedConnections = UngatedConnections,
        };
        foreach (var violation in ConnectionBudget.CheckProcess(process, Section).Violations)
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
