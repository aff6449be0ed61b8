using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Hosting.LocalServers;
using RoadmapAgent.Hosting.LocalServers.Postgres;
using RoadmapAgent.Hosting.LocalServers.RabbitMq;
using RoadmapAgent.Tests.Unit.Hosting.PgBouncer;

namespace RoadmapAgent.Tests.Unit.Hosting.LocalServers;

public sealed class RunAsProcessTests
{
    public RunAsProcessTests() => Assert.SkipUnless(
        InstalledProgram.Find("pgbouncer") is not null && InstalledProgram.Find("epmd") is not null, "The servers are not installed.");

    [Fact]
    public async Task The_container_is_replaced_and_what_refers_to_it_means_the_process()
    {
        var builder = PgBouncerModel.Run();
        var server = builder.AddPostgres("pg", password: builder.AddParameter("password", "s3cret"))
            .WithArgs("-c", "max_connections=50")
            .WithDataVolume();
        var database = server.AddDatabase("shop");
        server.RunAsProcess("/data/pg");

        var process = Assert.Single(builder.Resources.OfType<PostgresProcessResource>());
        PgBouncerModel.Allocate(process, 54321);

        Assert.DoesNotContain(builder.Resources, resource => resource.IsContainer());
        Assert.Equal("pg", process.Name);
        Assert.Equal(
            "Host=127.0.0.1;Port=54321;Username=postgres;Password=s3cret;Database=shop", await ConnectionStringAsync(database.Resource));
        Assert.Equal(54321, server.Resource.PrimaryEndpoint.Port);
        var arguments = await PgBouncerModel.ArgumentsAsync(process);
        Assert.Contains("port=54321", arguments);
        Assert.Equal(["-c", "max_connections=50"], arguments.TakeLast(2));
        Assert.DoesNotContain(arguments, argument => argument.Contains("s3cret", StringComparison.Ordinal));
        Assert.Empty(await EnvironmentAsync(builder, process));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5433)]
    public void Its_port_is_its_own_whether_it_is_given_or_chosen(int? port)
    {
        var builder = PgBouncerModel.Run();
        builder.AddPostgres("pg", port: port).RunAsProcess("/data/pg");

        var endpoint = Assert.Single(builder.Resources.OfType<PostgresProcessResource>().Single().Annotations.OfType<EndpointAnnotation>());

        Assert.Equal((false, port, port), (endpoint.IsProxied, endpoint.Port, endpoint.TargetPort));
    }

    [Fact]
    public async Task A_broker_brings_its_port_mapper_and_keeps_its_user()
    {
        var builder = PgBouncerModel.Run();
        var broker = builder.AddRabbitMQ("bus", password: builder.AddParameter("password", "s3cret")).RunAsProcess("/data/bus");
        var process = Assert.Single(builder.Resources.OfType<RabbitMqProcessResource>());
        foreach (var endpoint in process.Annotations.OfType<EndpointAnnotation>())
        {
            endpoint.AllocatedEndpoint = new(endpoint, "localhost", 15672);
        }

        Assert.Equal("amqp://guest:s3cret@localhost:15672", await ConnectionStringAsync(broker.Resource));
        Assert.Contains(builder.Resources, resource => resource.Name == "bus-epmd");
        Assert.DoesNotContain(builder.Resources, resource => resource.IsContainer());
    }

    [Fact]
    public void A_user_name_that_the_cluster_does_not_have_is_refused()
    {
        var builder = PgBouncerModel.Run();
        var server = builder.AddPostgres("pg", userName: builder.AddParameter("owner", "somebody"));

        var refusal = Assert.Throws<DistributedApplicationException>(() => server.RunAsProcess("/data/pg"));

        Assert.Equal("'pg' must have the default user name to run as a process (was the parameter 'owner').", refusal.Message);
    }

    [Fact]
    public void What_is_published_is_a_container()
    {
        var builder = PgBouncerModel.Publish();
        builder.AddPostgres("pg").RunAsProcess();
        builder.AddRabbitMQ("bus").RunAsProcess();
        builder.AddPooler().RunAsProcess();

        Assert.Empty(builder.Resources.OfType<ExecutableResource>());
        Assert.Equal(4, builder.Resources.Count(resource => resource.IsContainer()));
    }

    private static ValueTask<string?> ConnectionStringAsync(IResourceWithConnectionString resource) =>
        resource.GetConnectionStringAsync(TestContext.Current.CancellationToken);

    private static async Task<Dictionary<string, object>> EnvironmentAsync(
        IDistributedApplicationBuilder builder, PostgresProcessResource resource)
    {
        var context = new EnvironmentCallbackContext(
            builder.ExecutionContext, resource, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables;
    }
}
