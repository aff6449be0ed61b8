using Npgsql;

namespace RoadmapAgent.Data.Migrations;

/// <summary>Says which right a step needs when PostgreSQL refuses it; PostgreSQL itself names only the object.</summary>
internal static class MissingRight
{
    /// <summary>Runs a step.</summary>
    /// <exception cref="MigrationException">The role lacks a right.</exception>
    public static async Task ExplainAsync(string needed, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (PostgresException e) when (Of(e, needed) is { Length: > 0 } sentence)
        {
            throw new MigrationException($"{e.MessageText}{sentence}", e);
        }
    }

    /// <summary>Returns what to append to the error's message; nothing if it is another error.</summary>
    public static string Of(Exception error, string needed) =>
        error is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } ? $": {needed}." : "";
}
