using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RoadmapAgent.Connections;
using RoadmapAgent.Data.Migrations;
using RoadmapAgent.Data.Roadmaps;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>A migrated database of its own on the fleet's server, and processes that store content in it without a broker.</summary>
internal sealed class ContentDatabase : IAsyncDisposable
{
    private const string Framework = """
        {"title": "The plan", "summary": "", "totalHours": 1, "weeks": 1, "stages": [{"title": "The stage", "description": "", "modules": [
          {"title": "The module", "description": "", "concepts": []}]}]}
        """;

    private const string Template = "content_template";

    private readonly string _server;
    private readonly string _name = $"content_{Guid.NewGuid():N}";
    private readonly List<IHost> _processes = [];
    private readonly List<string> _roles = [];
    private readonly NpgsqlDataSource _administrator;

    private ContentDatabase(string server)
    {
        _server = server;
        // Pooled: PostgreSQL takes longer to start a session in a database than to execute most statements of a test.
        _administrator = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = true });
    }

    private string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString;

    public static async Task<ContentDatabase> CreateAsync(FleetFixture fleet)
    {
        var database = new ContentDatabase(
            UnpooledConnectionString.Of(await fleet.Application.GetConnectionStringAsync("roadmap-direct"), "roadmap_agent.test"));
        await PrepareTemplateAsync(database._server);
        await ExecuteAsync(database._server, $"CREATE DATABASE {database._name} TEMPLATE {Template}");
        return database;
    }

    /// <summary>The store of another process.</summary>
    public ContentStore AddProcess() => AddProcess<ContentStore>();

    /// <summary>A service of another process.</summary>
    /// <param name="role">The role that the process logs in as; null for the owner of the tables.</param>
    /// <param name="time">The clock of its stores; null for the real one.</param>
    /// <param name="keepsConnections">Whether it uses a connection again, as services do; otherwise each unit of work has its own.</param>
    public T AddProcess<T>(string? role = null, TimeProvider? time = null, bool keepsConnections = false) where T : notnull
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        var connection = new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = keepsConnections };
        if (role is not null)
        {
            (connection.Username, connection.Password) = (role, role);
        }

        builder.Configuration["ConnectionStrings:roadmap"] = connection.ConnectionString;
        builder.Configuration["Database:Service"] = "content";
        builder.Configuration["Database:Pooled"] = "false";
        builder.Configuration["Database:MaxPoolSize"] = "7";
        builder.Configuration["Database:Gate"] = "4";
        builder.AddRoadmapDatabase();
        builder.AddRoadmapData();
        builder.Services.AddMetrics();
        var process = builder.Build();
        _processes.Add(process);
        return process.Services.GetRequiredService<T>();
    }

    /// <summary>
    /// Adds a role with the rights of a service in this database, to rows as to tables; returns its name, which is its password as well.
    /// </summary>
    public async Task<string> AddRoleAsync(string service)
    {
        var role = $"{service}_{Guid.NewGuid():N}";
        _roles.Add(role);
        await ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD '{role}'");
        var definition = new RoleDefinition(service, role, ConnectionLimit: 10);
        var statements = RoleMigration.Statements(definition, existing: null);
        var grants = statements.Where(statement => statement.StartsWith("GRANT ", StringComparison.Ordinal));
        var policies = RowPolicies.Of(definition).Select(policy => (policy with { Name = $"{policy.Name} {_roles.Count}" }).Create);
        var secured = RowPolicies.Tables.Select(table => $"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY");
        await ExecuteAsync(
            string.Join(';', [.. grants, .. policies, .. secured]).Replace($"\"{definition.Name}\"", role, StringComparison.Ordinal));
        return role;
    }

    /// <summary>Adds a roadmap whose content is being generated; returns its id.</summary>
    public async Task<Guid> AddRoadmapAsync(params string[] concepts)
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync(
            """
            INSERT INTO roadmap.roadmaps (id, request, framework, status, step, skip_review)
            SELECT $1, '{"goal": "Learn", "currentLevel": "beginner", "hoursPerWeek": 5, "knownTechnologies": [], "skipReview": true}',
              jsonb_set($2::jsonb, '{stages,0,modules,0,concepts}', (
                SELECT jsonb_agg(jsonb_build_object(
                  'id', c, 'name', 'Name of ' || c, 'description', '', 'hours', 1, 'difficulty', 'easy', 'keywords', '[]'::jsonb,
                  'prerequisites', CASE WHEN place = 1 THEN '[]'::jsonb ELSE jsonb_build_array($3[1]) END) ORDER BY place)
                FROM unnest($3) WITH ORDINALITY AS u(c, place))),
              'processing', 'content_generation', true
            """,
            id,
            Framework,
            concepts);
        await ExecuteAsync(
            """
            INSERT INTO roadmap.content_items (roadmap_id, concept_id, kind)
            SELECT $1, c, k FROM unnest($2) AS c, unnest('{tutorial,resources,quiz}'::text[]) AS k
            """,
            id,
            concepts);
        return id;
    }

    /// <summary>Executes a statement; returns the first value of its result.</summary>
    public async Task<object?> ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = _administrator.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return await command.ExecuteScalarAsync();
    }

    /// <summary>The roadmap's events in order: number, type and data.</summary>
    public async Task<IReadOnlyList<(long Sequence, string Type, string Data)>> EventsAsync(Guid id)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT sequence, type, data::text FROM roadmap.events WHERE roadmap_id = $1 ORDER BY sequence", connection)
        {
            Parameters = { new() { Value = id } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        var events = new List<(long, string, string)>();
        while (await reader.ReadAsync())
        {
            events.Add((reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        }

        return events;
    }

    public Task<NpgsqlConnection> OpenAsync() => _administrator.OpenConnectionAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _processes.ForEach(process => process.Dispose());
        await _administrator.DisposeAsync();
        await ExecuteAsync(_server, $"DROP DATABASE {_name} WITH (FORCE)");
        foreach (var role in _roles)
        {
            await ExecuteAsync(_server, $"DROP ROLE {role}");
        }
    }

    /// <summary>Migrates a database once for all tests of a server.</summary>
    private static async Task PrepareTemplateAsync(string server)
    {
        if (await ExecuteAsync(server, $"SELECT 1 FROM pg_database WHERE datname = '{Template}'") is not null)
        {
            return;
        }

        // Under another name until it is complete, and from the start after a test that was interrupted here.
        const string Incomplete = $"incomplete_{Template}";
        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {Incomplete} WITH (FORCE)");
        await ExecuteAsync(server, $"CREATE DATABASE {Incomplete}");
        await new DatabaseMigration(NullLogger.Instance).RunAsync(
            new NpgsqlConnectionStringBuilder(server) { Database = Incomplete }.ConnectionString, [], CancellationToken.None);
        await ExecuteAsync(server, $"ALTER DATABASE {Incomplete} RENAME TO {Template}");
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
