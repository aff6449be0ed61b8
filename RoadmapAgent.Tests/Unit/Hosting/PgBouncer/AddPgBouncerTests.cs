using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.Tests.Unit.Hosting.PgBouncer;

public class AddPgBouncerTests
{
    [Fact]
    public void The_image_is_pinned_and_its_entrypoint_script_is_bypassed()
    {
        var pooler = PgBouncerModel.Run().AddPooler().Resource;

        var image = Assert.Single(pooler.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal(("ghcr.io", "cloudnative-pg/pgbouncer", "1.25.2-trixie"), (image.Registry, image.Image, image.Tag));
        Assert.Equal("pgbouncer", pooler.Entrypoint);
    }

    [Fact]
    public async Task The_container_is_started_with_the_path_of_its_ini()
    {
        Assert.Equal(["/etc/pgbouncer/pgbouncer.ini"], await PgBouncerModel.ArgumentsAsync(PgBouncerModel.Run().AddPooler().Resource));
    }

    [Fact]
    public void The_endpoint_uses_port_6432_in_the_container_and_a_dynamic_host_port()
    {
        var endpoint = Assert.Single(PgBouncerModel.Run().AddPooler().Resource.Annotations.OfType<EndpointAnnotation>());

        Assert.Equal("tcp", endpoint.Name);
        Assert.Equal(6432, endpoint.TargetPort);
        Assert.Null(endpoint.Port);
        Assert.Equal(ProtocolType.Tcp, endpoint.Protocol);
        Assert.Equal("tcp", endpoint.UriScheme);
        Assert.False(endpoint.IsExternal);
    }

    [Fact]
    public void A_fixed_host_port_can_be_requested()
    {
        var builder = PgBouncerModel.Run();

        var pooler = builder.AddPgBouncer("pooler", builder.AddPostgres("pg"), port: 16432);

        Assert.Equal(16432, Assert.Single(pooler.Resource.Annotations.OfType<EndpointAnnotation>()).Port);
    }

    [Fact]
    public async Task The_container_stops_on_SIGINT_and_has_a_file_limit_for_all_connections()
    {
        Assert.Equal(["--stop-signal=SIGINT", "--ulimit=nofile=1104:1104"], await RuntimeArgumentsAsync(PgBouncerModel.Run().AddPooler()));
    }

    [Fact]
    public async Task The_file_limit_covers_the_descriptors_PgBouncer_expects_to_use()
    {
        var builder = PgBouncerModel.Run();
        var pooler = builder.AddPooler();
        pooler.AddDatabase("logs", "roadmap", new("roadmap_logs", builder.AddParameter("logs-password", "l0gs").Resource), poolSize: 100);

        Assert.Contains("--ulimit=nofile=1720:1720", await RuntimeArgumentsAsync(pooler));
    }

    private static async Task<List<object>> RuntimeArgumentsAsync(IResourceBuilder<PgBouncerResource> pooler)
    {
        var arguments = new List<object>();
        foreach (var annotation in pooler.Resource.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>())
        {
            await annotation.Callback(new(arguments, TestContext.Current.CancellationToken));
        }

        return arguments;
    }

    [Fact]
    public void The_pooler_is_shown_below_its_server_with_an_icon()
    {
        var builder = PgBouncerModel.Run();
        var server = builder.AddPostgres("pg");

        var pooler = builder.AddPgBouncer("pooler", server).Resource;

        var parent = Assert.Single(pooler.Annotations.OfType<ResourceRelationshipAnnotation>(), relation => relation.Type == "Parent");
        Assert.Same(server.Resource, parent.Resource);
        Assert.Equal("Router", Assert.Single(pooler.Annotations.OfType<ResourceIconAnnotation>()).IconName);
    }

    [Fact]
    public void Two_poolers_in_one_application_have_separate_health_checks()
    {
        var builder = PgBouncerModel.Run();
        var poolers = new[] { builder.AddPooler("one"), builder.AddPooler("two") };

        var keys = poolers.Select(pooler => Assert.Single(pooler.Resource.Annotations.OfType<HealthCheckAnnotation>()).Key);

        Assert.Equal(["one_check", "two_check"], keys);
        using var app = builder.Build();
    }

    [Fact]
    public void A_duplicate_alias_is_refused_when_the_database_is_added()
    {
        var pooler = PgBouncerModel.Run().AddPooler();

        var exception = Assert.Throws<DistributedApplicationException>(() =>
            pooler.AddDatabase(
                "again", "roadmap", pooler.ApplicationBuilder.Login("u", "again-password", "p"), poolSize: 1, alias: "roadmap_api"));

        Assert.Contains("'pgbouncer' already has a database with the alias 'roadmap_api'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pool_sizes_can_be_read_from_the_model()
    {
        var definition = PgBouncerModel.Run().AddPooler().Resource.Definition;

        Assert.Equal(
            [("roadmap_api", 8, 0), ("roadmap_content", 10, 2)],
            definition.Databases.Select(database => (database.Alias, database.PoolSize, database.Reserve)));
        Assert.Equal(20, definition.MaxServerConnections);
        Assert.Equal(1000, definition.Options.MaxClientConnections);
    }

    [Fact]
    public void Console_passwords_are_generated_by_default()
    {
        var builder = PgBouncerModel.Run();

        var pooler = builder.AddPgBouncer("pooler", builder.AddPostgres("pg")).WithStatsUser().WithAdminUser();

        Assert.Equal("pooler-stats-password", pooler.Resource.Definition.StatsUser?.Password.Name);
        Assert.Equal("pooler-admin-password", pooler.Resource.Definition.AdminUser?.Password.Name);
        Assert.True(pooler.Resource.Definition.AdminUser?.Password.Secret);
    }

    [Fact]
    public void Null_arguments_empty_names_and_invalid_sizes_are_refused()
    {
        var builder = PgBouncerModel.Run();
        var server = builder.AddPostgres("pg");
        var pooler = builder.AddPgBouncer("pooler", server);
        var login = builder.Login("u", "p", "p");
        // Aspire's analyzer (ASPIRE006) refuses a literal.
        var nameless = string.Empty;

        Assert.Throws<ArgumentNullException>("builder", () => ((IDistributedApplicationBuilder)null!).AddPgBouncer("x", server));
        Assert.Throws<ArgumentNullException>("name", () => builder.AddPgBouncer(null!, server));
        Assert.Throws<ArgumentException>("name", () => builder.AddPgBouncer(nameless, server));
        Assert.Throws<ArgumentNullException>("server", () => builder.AddPgBouncer("x", (IResourceBuilder<PostgresServerResource>)null!));
        Assert.Throws<ArgumentNullException>("server", () => builder.AddPgBouncer("x", (EndpointReference)null!));
        Assert.Throws<ArgumentNullException>("builder", () => ((IResourceBuilder<PgBouncerResource>)null!).AddDatabase("d", "d", login, 1));
        Assert.Throws<ArgumentNullException>("name", () => pooler.AddDatabase(null!, "d", login, 1));
        Assert.Throws<ArgumentNullException>("databaseName", () => pooler.AddDatabase("d", null!, login, 1));
        Assert.Throws<ArgumentNullException>("login", () => pooler.AddDatabase("d", "d", null!, 1));
        Assert.Throws<ArgumentNullException>("database", () => pooler.AddDatabase("d", null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>("poolSize", () => pooler.AddDatabase("d", "d", login, 0));
        Assert.Throws<ArgumentOutOfRangeException>("reserve", () => pooler.AddDatabase("d", "d", login, 1, -1));
        Assert.Throws<ArgumentNullException>("builder", () => ((IResourceBuilder<PgBouncerResource>)null!).WithStatsUser());
        Assert.Throws<ArgumentNullException>("builder", () => ((IResourceBuilder<PgBouncerResource>)null!).WithAdminUser());
        Assert.Throws<ArgumentNullException>("userName", () => new PgBouncerLogin((string)null!, login.Password));
        Assert.Throws<ArgumentNullException>("password", () => new PgBouncerLogin("u", null!));
    }
}
