using System.Diagnostics;
using System.Text.RegularExpressions;
using Aspire.Hosting.Testing;
using Npgsql;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Lessons;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The SQL of the lessons prints what they say. Each piece has a session and a schema of its own.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed partial class LessonSqlTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const string Schema = "lesson";

    [Fact(Explicit = true)]
    public async Task The_SQL_of_every_lesson_prints_what_the_lesson_says()
    {
        var faults = new List<string>();
        var server = new NpgsqlConnectionStringBuilder(await fleet.Application.GetConnectionStringAsync("roadmap-direct", Cancellation));
        await using var connection = await fleet.OpenDirectAsync();
        foreach (var (where, code) in Pieces())
        {
            var (exitCode, output, error) = await RunAsync(connection, server, code.Code);
            var isAsSaid = code.Use == CodeUse.Runs
                ? exitCode == 0 && code.Output.TrimEnd() is var said && (said == output.TrimEnd() || said == WithoutTags(output).TrimEnd())
                : exitCode != 0 && code.Output.Split('\n').All(line => (output + error).Contains(line.Trim(), StringComparison.Ordinal));
            if (!isAsSaid)
            {
                faults.Add($"{where}: {exitCode} {output}{error}\ninstead of\n{code.Output}\nof\n{code.Code}");
            }
        }

        Assert.Empty(faults);
    }

    // A lesson about queries may leave out what psql says about commands.
    private static string WithoutTags(string output) => Tags().Replace(output, "");

    [GeneratedRegex(
        @"^(?:(?:INSERT 0|UPDATE|DELETE|MERGE|COPY) [0-9]+|(?:CREATE|ALTER|DROP|COMMENT|GRANT|BEGIN|COMMIT|SET|ANALYZE)[A-Z ]*)\n",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Tags();

    private static IEnumerable<(string Where, LessonCode Code)> Pieces() =>
        from id in LessonLibrary.Skills()
        from lesson in LessonLibrary.Of(SkillGraph.BuiltIn[id]).Lessons
        from code in lesson.Code
        where code.Language == "sql" && code.Use != CodeUse.Shown
        select ($"{id}: {lesson.Point}", code);

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        NpgsqlConnection connection, NpgsqlConnectionStringBuilder server, string code)
    {
        await ExecuteAsync(connection, $"CREATE SCHEMA {Schema}");
        try
        {
            string[] arguments = ["-X", "-A", "-t", "-F", " | ", "-v", "ON_ERROR_STOP=1"];
            using var process = Process.Start(new ProcessStartInfo("psql", arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["PGHOST"] = server.Host,
                    ["PGPORT"] = $"{server.Port}",
                    ["PGUSER"] = server.Username,
                    ["PGPASSWORD"] = server.Password,
                    ["PGDATABASE"] = server.Database,
                    ["PGOPTIONS"] = $"-c search_path={Schema}",
                },
            })!;
            await process.StandardInput.WriteAsync(code);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(Cancellation);
            var error = process.StandardError.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            await ExecuteAsync(connection, $"DROP SCHEMA {Schema} CASCADE");
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
