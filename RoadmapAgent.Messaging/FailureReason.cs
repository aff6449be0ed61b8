using System.Runtime.Serialization;
using System.Text.Json;
using Npgsql;

namespace RoadmapAgent.Messaging;

/// <summary>Words the reason why a message will never succeed for the owner of its roadmap, without quoting any internals.</summary>
internal static class FailureReason
{
    public const string WorkerEnded = "Its worker ended every time it worked on this step.";

    /// <summary>Returns the reason for an error.</summary>
    public static string Of(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PostgresException refused:
                    return $"The database refused the result (SQLSTATE {refused.SqlState}).";
                case JsonException or SerializationException:
                    return "What this step works on could not be read.";
            }
        }

        return "This step failed repeatedly because of an internal error.";
    }
}
