using System.ComponentModel.DataAnnotations;

namespace RoadmapAgent.Connections.PgBouncer;

/// <summary>
/// The configuration of a PgBouncer in transaction mode: its address, its databases with their shares of the server's connections, and its
/// users. It is independent of how PgBouncer is run.
/// </summary>
public sealed record PgBouncerConfiguration
{
    /// <summary>The address to listen on; <c>*</c> for all.</summary>
    public required string ListenAddress { get; init; }

    /// <summary>The port to listen on, 1 to 65,535.</summary>
    public required int ListenPort { get; init; }

    /// <summary>The full path of the file with the <see cref="PgBouncerFiles.UserList"/>.</summary>
    public required string UserListPath { get; init; }

    /// <summary>The full path of the file with the <see cref="PgBouncerFiles.AccessRules"/>.</summary>
    public required string AccessRulesPath { get; init; }

    /// <summary>
    /// The full path of a file of its own for the <see cref="PgBouncerFiles.Databases"/>, which can be replaced while PgBouncer runs.
    /// Default: null, they are part of <see cref="PgBouncerFiles.Ini"/>.
    /// </summary>
    public string? DatabasesPath { get; init; }

    /// <summary>The databases; at least one.</summary>
    public required IReadOnlyList<PgBouncerDatabase> Databases { get; init; }

    /// <summary>The users; at least one. A user may appear more than once if all entries have the same password and verifier.</summary>
    public required IReadOnlyList<PgBouncerUser> Users { get; init; }

    /// <summary>The PgBouncer version that will read the files. Default: <see cref="PgBouncerVersion.Oldest"/>.</summary>
    public Version Version { get; init; } = PgBouncerVersion.Oldest;

    /// <summary>The tunable settings. Default: the defaults of <see cref="PgBouncerOptions"/>.</summary>
    public PgBouncerOptions Options { get; init; } = new();

    /// <summary>
    /// Validates the configuration. Each problem is a sentence with the setting, the rule and, unless it is secret, the value.
    /// </summary>
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
