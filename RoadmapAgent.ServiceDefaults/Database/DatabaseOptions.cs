using System.ComponentModel.DataAnnotations;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>What this process may use of the database, from the section <c>Database</c>; the AppHost sets it from the fleet's sizes.</summary>
public sealed class DatabaseOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Database";

    /// <summary>PgBouncer's <c>query_wait_timeout</c>, which has to strike before <see cref="CommandTimeout"/>: seconds.</summary>
    public const int QueryWaitTimeout = 15;

    /// <summary>The service's name in the fleet; names the pool in metrics and the session in <c>pg_stat_activity</c>.</summary>
    [Required(ErrorMessage = "Database:Service is missing; it is the service's name in the fleet, such as api.")]
    public string Service { get; set; } = "";

    /// <summary>Whether a transaction pooler is in between. Default: true.</summary>
    public bool Pooled { get; set; } = true;

    /// <summary>Connections this process may open; 1 to 10,000. Default: 10.</summary>
    [DatabaseRange(1, 10_000)]
    public int MaxPoolSize { get; set; } = 10;

    /// <summary>Units of work that may use the database at once; 0, the default, means as many as the pool has room for.</summary>
    [DatabaseRange(0, 10_000)]
    public int Gate { get; set; }

    /// <summary>Connections for users that do not pass the gate: the relay, the lease and the health check. Default: 3.</summary>
    [DatabaseRange(0, 100)]
    public int UngatedConnections { get; set; } = 3;

    /// <summary>How long a unit of work waits for the gate before the database counts as saturated. Default: 10 s.</summary>
    [DatabaseRange(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan GateTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Seconds a statement may take. Default: 30.</summary>
    [DatabaseRange(1, 600)]
    public int CommandTimeout { get; set; } = 30;

    /// <summary>The gate in force.</summary>
    public int EffectiveGate => Gate > 0 ? Gate : MaxPoolSize - UngatedConnections;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // The AppHost has checked what it declared; this is what the process really uses.
        var process = new ServiceDescription { Name = Service, MaxPoolSize = MaxPoolSize, Gate = Gate, UngatedConnections = UngatedConnections };
        foreach (var violation in ConnectionBudget.CheckProcess(process, Section).Violations)
        {
            yield return new(violation.Message, [nameof(MaxPoolSize), nameof(Gate)]);
        }

        if (Pooled && CommandTimeout <= QueryWaitTimeout)
        {
            yield return new(
                $"Database:CommandTimeout is {CommandTimeout} s; behind a pooler it must be more than its query_wait_timeout of {QueryWaitTimeout} s, or a queue in the pooler empties the whole pool.",
                [nameof(CommandTimeout)]);
        }
    }
}
