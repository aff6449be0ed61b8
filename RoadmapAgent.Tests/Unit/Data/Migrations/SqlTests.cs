using System.Reflection;
using RoadmapAgent.Data.Migrations;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Messaging;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.Data.Migrations;

/// <summary>All SQL of the product: the embedded scripts and the string literals in the code.</summary>
public sealed class SqlTests
{
    private static readonly IReadOnlyDictionary<string, string> Scripts = SqlText.Scripts(typeof(DatabaseMigration).Assembly);
    private static readonly Assembly[] Services =
    [
        typeof(DatabaseMigration).Assembly,
        typeof(ServiceDatabase).Assembly,
        typeof(RoadmapBus).Assembly,
        Assembly.Load("RoadmapAgent.Api"),
        Assembly.Load("RoadmapAgent.Workers"),
    ];

    public static TheoryData<string> Statements =>
        [
            .. Scripts.Values.SelectMany(
                script => script.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
            .. Services.SelectMany(SqlText.Literals),
        ];

    [Theory]
    [MemberData(nameof(Statements), DisableDiscoveryEnumeration = true)]
    public void Every_relation_is_qualified_with_its_schema(string sql) =>
        Assert.All(SqlText.Relations(sql), name => Assert.Contains('.', name));

    [Theory]
    [MemberData(nameof(Statements), DisableDiscoveryEnumeration = true)]
    public void No_statement_changes_session_state(string sql) => Assert.Empty(SqlText.SessionState(sql));

    [Fact]
    public void The_code_uses_exactly_the_tables_the_scripts_create()
    {
        var created = Scripts.Values.SelectMany(SqlText.Relations)
            .Where(name => !name.StartsWith("pg_catalog.", StringComparison.Ordinal))
            .Distinct().Order().ToList();
        var used = Services.SelectMany(SqlText.Literals)
            .SelectMany(SqlText.Relations)
            .Where(name => name.StartsWith("roadmap.", StringComparison.Ordinal))
            .Distinct()
            .Order();

        Assert.Superset(
            new HashSet<string> { "roadmap.roadmaps", "roadmap.content_items", "roadmap.outbox", "roadmap.inbox" }, created.ToHashSet());
        Assert.Equal(created, used);
    }

    [Fact]
    public void Only_the_data_project_names_tables() => Assert.All(
        Services.Where(assembly => assembly != typeof(DatabaseMigration).Assembly),
        assembly => Assert.Empty(SqlText.Literals(assembly).SelectMany(SqlText.Relations)));

    /// <summary>Existing databases record these names in their journal; renamed scripts would run again.</summary>
    [Fact]
    public void Script_names_keep_the_prefix_recorded_in_existing_databases() =>
        Assert.All(Scripts.Keys, name => Assert.StartsWith("RoadmapAgent.Domain.Migrations.Scripts.0", name, StringComparison.Ordinal));

    [Fact]
    public void Every_script_has_a_unique_four_digit_number()
    {
        var numbers = Scripts.Keys.Select(name => name.Split('.')[^2][..5]).ToList();

        Assert.All(numbers, number => Assert.Matches("^[0-9]{4}_$", number));
        Assert.Equal(numbers.Distinct(), numbers);
    }

    [Fact]
    public void The_check_constraints_allow_exactly_the_names_the_code_writes()
    {
        var script = string.Join('\n', Scripts.Values);

        AssertAllowed<RoadmapStatus>(script, "roadmaps", "status");
        AssertAllowed<WorkflowStep>(script, "roadmaps", "step");
        AssertAllowed<ContentKind>(script, "content_items", "kind");
        AssertAllowed(script, "content_items", "status", ContentStatus.Pending, ContentStatus.Completed, ContentStatus.Failed);
        AssertAllowed<LogSeverity>(script, "execution_logs", "severity");
        AssertAllowed<LogCategory>(script, "execution_logs", "category");
    }

    [Theory]
    [InlineData("SELECT a FROM roadmaps", "roadmaps")]
    [InlineData("SELECT a FROM roadmap.events AS e JOIN unnest($1) AS u ON true JOIN items USING (id)", "roadmap.events items")]
    [InlineData("WITH x AS (UPDATE t SET a = 1 RETURNING a), y AS (SELECT 1) INSERT INTO u SELECT * FROM x CROSS JOIN y", "t u")]
    [InlineData("INSERT INTO a.b (c) VALUES (1) ON CONFLICT DO UPDATE SET c = 1", "a.b")]
    [InlineData("SELECT 1 FROM a.b FOR UPDATE SKIP LOCKED", "a.b")]
    [InlineData("SELECT 1 FROM a.b FOR NO KEY UPDATE", "a.b")]
    [InlineData("CREATE TABLE c (id uuid REFERENCES d (id))", "c d")]
    [InlineData("CREATE INDEX c_id ON c (id)", "c")]
    [InlineData("DELETE FROM c WHERE id IN (SELECT id FROM d)", "c d")]
    public void The_SQL_reader_finds_the_relations_a_statement_names(string sql, string names) =>
        Assert.Equal(names.Split(' '), SqlText.Relations(sql));

    [Theory]
    [InlineData("SET statement_timeout = 0", "SET")]
    [InlineData("SELECT 1; SET search_path TO roadmap", "; SET|search_path")]
    [InlineData("LISTEN events", "LISTEN")]
    [InlineData("SELECT pg_advisory_lock(1)", "pg_advisory_lock")]
    [InlineData("SELECT pg_try_advisory_lock_shared(1)", "pg_try_advisory_lock_shared")]
    [InlineData("CREATE TEMP TABLE t (a int)", "TEMP")]
    [InlineData("SET LOCAL statement_timeout = 0", "")]
    [InlineData("SELECT pg_advisory_xact_lock(1)", "")]
    [InlineData("UPDATE roadmap.events SET type = 'x'", "")]
    public void The_SQL_reader_finds_session_state(string sql, string found) =>
        Assert.Equal(found, string.Join('|', SqlText.SessionState(sql)));

    private static void AssertAllowed<T>(string script, string table, string column) where T : struct, Enum =>
        AssertAllowed(script, table, column, Enum.GetValues<T>());

    private static void AssertAllowed<T>(string script, string table, string column, params T[] values) where T : struct, Enum
    {
        var definition = script[script.IndexOf($"CREATE TABLE roadmap.{table} ", StringComparison.Ordinal)..];
        var check = definition[definition.IndexOf($"CHECK ({column} IN (", StringComparison.Ordinal)..];
        Assert.Equal(
            values.Select(value => $"'{DomainJson.Name(value)}'"),
            check[(check.IndexOf("IN (", StringComparison.Ordinal) + 4)..check.IndexOf(')')].Split(", "));
    }
}
