using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>
/// A PgBouncer in transaction mode: where it listens, which databases it offers with which share of the server, and who may use them.
/// The same description serves every way of running it.
/// </summary>
public sealed record PgBouncerConfiguration
{
    /// <summary>The address to listen on; <c>*</c> for all.</summary>
    public required string ListenAddress { get; init; }

    /// <summary>The port to listen on, 1 to 65,535.</summary>
    public required int ListenPort { get; init; }

    /// <summary>The full path of the file that holds <see cref="PgBouncerFiles.UserList"/>.</summary>
    public required string UserListPath { get; init; }

    /// <summary>The databases; at least one.</summary>
    public required IReadOnlyList<PgBouncerDatabase> Databases { get; init; }

    /// <summary>The users; at least one. One user may be named several times if all entries agree on the password.</summary>
    public required IReadOnlyList<PgBouncerUser> Users { get; init; }

    /// <summary>The version that will read the files. Default: <see cref="PgBouncerVersion.Oldest"/>.</summary>
    public Version Version { get; init; } = PgBouncerVersion.Oldest;

    /// <summary>What can be tuned.</summary>
    public PgBouncerOptions Options { get; init; } = new();

    /// <summary>All problems, one sentence each, with the setting, the rule and the value unless it is secret. Empty if the configuration is valid.</summary>
    public IReadOnlyList<string> Problems() => [.. PgBouncerValidation.Problems(this)];

    /// <summary>Throws if the configuration is not valid.</summary>
    /// <exception cref="ValidationException">There are <see cref="Problems"/>; the message lists them.</exception>
    public void ThrowIfInvalid()
    {
        var problems = Problems();
        if (problems.Count > 0)
        {
            throw new ValidationException($"The PgBouncer configuration is not valid. {string.Join(" ", problems)}");
        }
    }
}
