using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Npgsql;
using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.Tests.Unit.Hosting.PgBouncer;

public class PgBouncerConnectionTests
{
    [Fact]
    public async Task A_database_connection_string_has_its_role_and_alias()
    {
        var pooler = PgBouncerModel.Run().AddPooler();
        PgBouncerModel.Allocate(pooler.Resource, 16432);

        var connectionString = await pooler.Resource.Definition.Databases[0].ConnectionStringExpression.GetValueAsync(
            TestContext.Current.CancellationToken);

        Assert.Equal("Host=localhost;Port=16432;Username=roadmap_api;Password=4pi;Database=roadmap_api", connectionString);
    }

    [Fact]
    public void A_published_connection_string_references_the_pooler_and_the_password_parameter()
    {
        var database = PgBouncerModel.Publish().AddPooler().Resource.Definition.Databases[0];

        Assert.Equal(
            "Host={pgbouncer.bindings.tcp.host};Port={pgbouncer.bindings.tcp.port};"
            + "Username=roadmap_api;Password='{pgbouncer-api-password.value}';Database=roadmap_api",
            database.ConnectionStringExpression.ValueExpression);
    }

    [Fact]
    public async Task Values_are_quoted_in_a_connection_string()
    {
        var builder = PgBouncerModel.Run();
        var pooler = builder.AddPgBouncer("pooler", builder.AddPostgres("pg"));
        var login = new PgBouncerLogin(
            builder.AddParameter("user", "a;b").Resource, builder.AddParameter("word", " p@ss;w'o\"rd= ", secret: true).Resource);
        var database = pooler.AddDatabase("shop", "shop", login, poolSize: 1).Resource;
        PgBouncerModel.Allocate(pooler.Resource, 16432);

        var read = new NpgsqlConnectionStringBuilder(
            await database.ConnectionStringExpression.GetValueAsync(TestContext.Current.CancellationToken));

        Assert.Equal(("a;b", " p@ss;w'o\"rd= ", "shop"), (read.Username, read.Password, read.Database));
    }

    [Fact]
    public async Task Connection_properties_of_a_database_match_those_of_a_PostgreSQL_database()
    {
        var pooler = PgBouncerModel.Run().AddPooler();
        PgBouncerModel.Allocate(pooler.Resource, 16432);

        Assert.Equal(
            [
                ("Host", "localhost"),
                ("Port", "16432"),
                ("Username", "roadmap_content"),
                ("Password", "c0ntent"),
                ("DatabaseName", "roadmap_content"),
                ("Uri", "postgresql://roadmap_content:c0ntent@localhost:16432/roadmap_content"),
                ("JdbcConnectionString", "jdbc:postgresql://localhost:16432/roadmap_content"),
            ],
            await ValuesAsync(pooler.Resource.Definition.Databases[1]));
    }

    [Fact]
    public async Task The_pooler_connection_string_connects_the_stats_user_to_the_console()
    {
        var pooler = PgBouncerModel.Run().AddPooler();
        PgBouncerModel.Allocate(pooler.Resource, 16432);

        Assert.Equal(
            "Host=localhost;Port=16432;Username=pgbouncer_stats;Password=w4tcher;Database=pgbouncer",
            await pooler.Resource.ConnectionStringExpression.GetValueAsync(TestContext.Current.CancellationToken));
        Assert.Contains(("Uri", "postgresql://pgbouncer_stats:w4tcher@localhost:16432/pgbouncer"), await ValuesAsync(pooler.Resource));
    }

    [Fact]
    public async Task The_pooler_connection_string_without_a_stats_user_is_only_the_address()
    {
        var builder = PgBouncerModel.Run();
        var pooler = builder.AddPgBouncer("pooler", builder.AddPostgres("pg")).Resource;
        PgBouncerModel.Allocate(pooler, 16432);

        Assert.Equal(
            "Host=localhost;Port=16432", await pooler.ConnectionStringExpression.GetValueAsync(TestContext.Current.CancellationToken));
        Assert.Equal([("Host", "localhost"), ("Port", "16432")], await ValuesAsync(pooler));
    }

    [Fact]
    public async Task User_names_from_parameters_are_escaped_in_a_URI()
    {
        var builder = PgBouncerModel.Run();
        var pooler = builder.AddPgBouncer("pooler", builder.AddPostgres("pg"));
        var login = new PgBouncerLogin(builder.AddParameter("user", "a b").Resource, builder.AddParameter("word", "p@ss").Resource);
        var database = pooler.AddDatabase("shop", "shop", login, poolSize: 1).Resource;
        PgBouncerModel.Allocate(pooler.Resource, 16432);

        Assert.Equal(
            "postgresql://a%20b:p%40ss@localhost:16432/shop",
            await database.UriExpression.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_published_URI_requests_URI_encoding_of_the_password()
    {
        var uri = PgBouncerModel.Publish().AddPooler().Resource.Definition.Databases[0].UriExpression;

        Assert.Equal(
            "postgresql://roadmap_api:{pgbouncer-api-password.value}"
            + "@{pgbouncer.bindings.tcp.host}:{pgbouncer.bindings.tcp.port}/roadmap_api",
            uri.ValueExpression);
        Assert.Equal(["uri", null, null], uri.StringFormats);
    }

    [Fact]
    public void A_database_belongs_to_its_pooler()
    {
        var pooler = PgBouncerModel.Run().AddPooler().Resource;

        Assert.All(pooler.Definition.Databases, database => Assert.Same(pooler, ((IResourceWithParent)database).Parent));
    }

    private static async Task<List<(string, string?)>> ValuesAsync(IResourceWithConnectionString resource)
    {
        var values = new List<(string, string?)>();
        foreach (var (key, expression) in PgBouncerModel.Properties(resource))
        {
            values.Add((key, await expression.GetValueAsync(TestContext.Current.CancellationToken)));
        }

        return values;
    }
}
