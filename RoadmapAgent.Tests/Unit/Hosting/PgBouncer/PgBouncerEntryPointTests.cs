using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Hosting.PgBouncer;
using RoadmapAgent.Tests.Unit.Connections.PgBouncer;

namespace RoadmapAgent.Tests.Unit.Hosting.PgBouncer;

public class PgBouncerEntryPointTests
{
    [Fact]
    public async Task A_published_pooler_needs_no_container_files_or_runtime_arguments()
    {
        var pooler = PgBouncerModel.Publish().AddPooler().Resource;

        Assert.Equal("/bin/sh", pooler.Entrypoint);
        Assert.Equal(2, (await PgBouncerModel.ArgumentsAsync(pooler)).Count);
        Assert.Empty(pooler.Annotations.OfType<ContainerFileSystemCallbackAnnotation>());
        Assert.Empty(pooler.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>());
    }

    [Fact]
    public void Published_databases_reference_the_server_endpoint()
    {
        var databases = PgBouncerSamples.Section(Script(PgBouncerModel.Publish().AddPooler()), "databases");

        Assert.Equal(["roadmap_api", "roadmap_content"], databases.Keys);
        Assert.Equal(
            "host='{pgbouncer-server.bindings.tcp.host}' port={pgbouncer-server.bindings.tcp.port} dbname='roadmap' "
            + "pool_size=8 min_pool_size=0 reserve_pool=0 max_db_connections=8",
            databases["roadmap_api"]);
        Assert.EndsWith(" reserve_pool=2 max_db_connections=12", databases["roadmap_content"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_contains_no_characters_that_deployment_targets_interpret()
    {
        var script = Script(PgBouncerModel.Publish().AddPooler());

        Assert.DoesNotContain('$', script);
        Assert.DoesNotContain('{', script.Replace("{pgbouncer-server.bindings.tcp.", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Passwords_appear_only_as_references_in_the_environment()
    {
        var pooler = PgBouncerModel.Publish().AddPooler();
        var environment = Environment(pooler);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["PGBOUNCER_USER_1"] = "roadmap_api",
                ["PGBOUNCER_PASSWORD_1"] = "{pgbouncer-api-password.value}",
                ["PGBOUNCER_USER_2"] = "roadmap_content",
                ["PGBOUNCER_PASSWORD_2"] = "{pgbouncer-content-password.value}",
                ["PGBOUNCER_USER_3"] = "pgbouncer_stats",
                ["PGBOUNCER_PASSWORD_3"] = "{pgbouncer-watcher.value}",
                ["PGBOUNCER_USER_4"] = "pgbouncer_admin",
                ["PGBOUNCER_PASSWORD_4"] = "{pgbouncer-operator.value}",
            },
            environment);
        var passwords = environment.Values.Where(value => value.StartsWith('{'));
        Assert.All(passwords, password => Assert.DoesNotContain(password, Script(pooler), StringComparison.Ordinal));
    }

    [Fact]
    public void A_login_shared_by_several_databases_is_listed_once()
    {
        var builder = PgBouncerModel.Publish();
        var server = builder.AddPostgres("pg", userName: builder.AddParameter("pg-user"));
        var database = server.AddDatabase("shop-db", "shop");
        var pooler = builder.AddPgBouncer("pooler", server);
        pooler.AddDatabase("orders", database, poolSize: 5);
        pooler.AddDatabase("search", database, poolSize: 5);

        Assert.Equal(["{pg-user.value}", "{pg-password.value}"], Environment(pooler).Values);
    }

    [Fact]
    public void An_invalid_PgBouncer_configuration_is_not_published()
    {
        var builder = PgBouncerModel.Publish();
        var pooler = builder.AddPgBouncer("pooler", builder.AddPostgres("pg")).WithAdminUser("the admin");

        var refusal = Assert.Throws<DistributedApplicationException>(() => new PgBouncerEntryPoint(pooler.Resource).Arguments());

        Assert.Contains("'pooler' cannot be published", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("At least one database is required.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(
            "The name of a console user must consist of A-Z, a-z, 0-9, '_', '.' and '-' (was 'the admin').",
            refusal.Message,
            StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Environment(IResourceBuilder<PgBouncerResource> pooler) =>
        new PgBouncerEntryPoint(pooler.Resource).Environment()
            .ToDictionary(variable => variable.Key, variable => ((IManifestExpressionProvider)variable.Value).ValueExpression);

    private static string Script(IResourceBuilder<PgBouncerResource> pooler) =>
        ((ReferenceExpression)new PgBouncerEntryPoint(pooler.Resource).Arguments()[1]).ValueExpression;
}
