using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Hosting.PgBouncer;
using RoadmapAgent.Tests.Unit.Connections.PgBouncer;

namespace RoadmapAgent.Tests.Unit.Hosting.PgBouncer;

public class PgBouncerContainerFilesTests
{
    [Fact]
    public async Task The_files_belong_to_the_image_user_with_owner_only_access()
    {
        var pooler = RunningPooler();

        var annotation = Assert.Single(pooler.Resource.Annotations.OfType<ContainerFileSystemCallbackAnnotation>());
        Assert.Equal(("/etc/pgbouncer", 998, 996), (annotation.DestinationPath, annotation.DefaultOwner, annotation.DefaultGroup));
        var files = await pooler.FilesAsync();
        Assert.Equal(["pgbouncer.ini", "userlist.txt", "pgbouncer_hba.conf"], files.Keys);
        Assert.All(files.Values, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.Mode));
    }

    [Fact]
    public async Task The_server_is_addressed_by_its_container_network_name_and_port()
    {
        var databases = PgBouncerSamples.Section((await RunningPooler().FilesAsync())["pgbouncer.ini"].Contents!, "databases");

        Assert.Equal(["roadmap_api", "roadmap_content"], databases.Keys);
        Assert.Equal(
            "host='pgbouncer-server.dev.internal' port=5432 dbname='roadmap' "
            + "pool_size=8 min_pool_size=0 reserve_pool=0 max_db_connections=8",
            databases["roadmap_api"]);
        Assert.EndsWith(
            "pool_size=10 min_pool_size=0 reserve_pool=2 max_db_connections=12", databases["roadmap_content"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pooler_listens_on_all_addresses_and_lists_its_console_users()
    {
        var settings = PgBouncerSamples.Section((await RunningPooler().FilesAsync())["pgbouncer.ini"].Contents!, "pgbouncer");

        Assert.Equal("*", settings["listen_addr"]);
        Assert.Equal("6432", settings["listen_port"]);
        Assert.Equal("/etc/pgbouncer/userlist.txt", settings["auth_file"]);
        Assert.Equal("/etc/pgbouncer/pgbouncer_hba.conf", settings["auth_hba_file"]);
        Assert.Equal("pgbouncer_stats", settings["stats_users"]);
        Assert.Equal("pgbouncer_admin", settings["admin_users"]);
    }

    [Fact]
    public async Task Passwords_appear_only_in_the_user_list()
    {
        var files = await RunningPooler().FilesAsync();

        Assert.Equal(
            """
            "roadmap_api" "4pi"
            "roadmap_content" "c0ntent"
            "pgbouncer_stats" "w4tcher"
            "pgbouncer_admin" "0perator"

            """,
            files["userlist.txt"].Contents);
        Assert.DoesNotContain("4pi", files["pgbouncer.ini"].Contents!, StringComparison.Ordinal);
        Assert.DoesNotContain("0perator", files["pgbouncer.ini"].Contents!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_with_a_salt_is_listed_with_its_verifier()
    {
        var builder = PgBouncerModel.Run();
        var server = builder.AddPostgres("pg", password: builder.AddParameter("pg-password", "s3rver"));
        var pooler = builder.AddPgBouncer("pooler", server);
        pooler.AddDatabase(
            "api",
            "roadmap",
            new("roadmap_api", builder.AddParameter("api-password", "4pi", secret: true).Resource) { Salt = "c2FsdA==" },
            poolSize: 8);
        PgBouncerModel.Allocate(server.Resource, 54321);

        Assert.StartsWith(
            "\"roadmap_api\" \"SCRAM-SHA-256$4096:c2FsdA==$",
            (await pooler.FilesAsync())["userlist.txt"].Contents,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_cannot_have_a_verifier_is_refused_with_its_parameter_name()
    {
        var builder = PgBouncerModel.Run();
        var server = builder.AddPostgres("pg", password: builder.AddParameter("pg-password", "s3rver"));
        var pooler = builder.AddPgBouncer("pooler", server);
        pooler.AddDatabase(
            "api",
            "roadmap",
            new("roadmap_api", builder.AddParameter("api-password", "pässword", secret: true).Resource) { Salt = "c2FsdA==" },
            poolSize: 8);
        PgBouncerModel.Allocate(server.Resource, 54321);

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(pooler.FilesAsync);

        Assert.Contains("no SCRAM verifier can be created for the parameter 'api-password'", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pässword", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_an_Aspire_server_uses_the_server_login()
    {
        var builder = PgBouncerModel.Run();
        var server = builder.AddPostgres("pg", password: builder.AddParameter("pg-password", "s3rver"));
        var pooler = builder.AddPgBouncer("pooler", server);
        pooler.AddDatabase("shop", server.AddDatabase("shop-db", "Shop"), poolSize: 5);
        PgBouncerModel.Allocate(server.Resource, 54321);

        var files = await pooler.FilesAsync();

        Assert.Equal("\"postgres\" \"s3rver\"\n", files["userlist.txt"].Contents);
        Assert.Contains(
            "\nshop = host='pg.dev.internal' port=5432 dbname='Shop' pool_size=5 ",
            files["pgbouncer.ini"].Contents!,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.25.2-trixie", "200")]
    [InlineData("1.20.1", null)]
    [InlineData("latest", null)]
    public async Task Settings_the_image_version_may_not_support_are_omitted(string tag, string? preparedStatements)
    {
        var pooler = RunningPooler().WithImageTag(tag);

        var settings = PgBouncerSamples.Section((await pooler.FilesAsync())["pgbouncer.ini"].Contents!, "pgbouncer");

        Assert.Equal(preparedStatements, settings.GetValueOrDefault("max_prepared_statements"));
    }

    [Fact]
    public async Task A_pooler_without_databases_fails_to_start_with_the_reason()
    {
        var builder = PgBouncerModel.Run();
        var server = builder.AddPostgres("pg");
        PgBouncerModel.Allocate(server.Resource, 54321);

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => builder.AddPgBouncer("pooler", server).FilesAsync());

        Assert.Contains("'pooler' cannot start", exception.Message, StringComparison.Ordinal);
        Assert.Contains("At least one database is required.", exception.Message, StringComparison.Ordinal);
    }

    private static IResourceBuilder<PgBouncerResource> RunningPooler()
    {
        var pooler = PgBouncerModel.Run().AddPooler();
        PgBouncerModel.Allocate(pooler.ApplicationBuilder.Resources.OfType<PostgresServerResource>().Single(), 54321);
        return pooler;
    }
}
