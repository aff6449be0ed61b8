using Npgsql;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap that is deleted while a statement adds rows to it: PostgreSQL reports a violated foreign key.</summary>
internal static class DeletedMeanwhile
{
    /// <summary>Runs the statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="result">The result if the roadmap has been deleted.</param>
    public static async Task<T> ReturnsAsync<T>(T result, Func<Task<T>> statement)
    {
        try
        {
            return await statement();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return result;
        }
    }
}
