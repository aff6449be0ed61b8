using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AspireStandIn.Tests.Model;

public sealed class ServerTests
{
    private readonly IDistributedApplicationBuilder _builder = Resolved.Builder("--Parameters:user=me", "--Parameters:secret=p w", "--Parameters:bus=guestpw");

    [Fact]
    public async Task Postgres_is_the_official_image_with_a_password()
    {
        var server = _builder.AddPostgres("pg", _builder.AddParameter("user"), _builder.AddParameter("secret"), port: 5400).WithDataVolume("data");
        Resolved.Allocate(server.Resource, "tcp", 5400);

        var environment = await Resolved.EnvironmentAsync(server.Resource);

        Assert.True(server.Resource.TryGetContainerImageName(out var image));
        Assert.Equal("docker.io/library/postgres:18.3", image);
        Assert.Equal((5400, 5432), (server.Resource.PrimaryEndpoint.EndpointAnnotation.Port, server.Resource.PrimaryEndpoint.TargetPort));
        Assert.Equal(("me", "p w", "scram-sha-256"), (environment["POSTGRES_USER"], environment["POSTGRES_PASSWORD"], environment["POSTGRES_HOST_AUTH_METHOD"]));
        Assert.Equal("/var/lib/postgresql", Assert.Single(server.Resource.Annotations.OfType<ContainerMountAnnotation>()).Target);
        Assert.Equal("Host=localhost;Port=5400;Username=me;Password=p w", await server.Resource.GetConnectionStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("postgresql://me:p%20w@localhost:5400", await Resolved.ValueAsync(server.Resource.UriExpression));
        Assert.Equal("pg_check", Assert.Single(server.Resource.Annotations.OfType<HealthCheckAnnotation>()).Key);
    }

    [Fact]
    public void Where_the_data_lies_depends_on_the_version_said_before()
    {
        var older = _builder.AddPostgres("older").WithImageTag("17.6").WithDataVolume();
        Assert.Equal("/var/lib/postgresql/data", Assert.Single(older.Resource.Annotations.OfType<ContainerMountAnnotation>()).Target);
    }

    [Fact]
    public void A_database_is_its_servers_child()
    {
        var server = _builder.AddPostgres("pg");
        var database = server.AddDatabase("roadmap", "road;map");

        Assert.Same(server.Resource, database.Resource.Parent);
        Assert.Equal("road;map", server.Resource.Databases["roadmap"]);
        Assert.Equal("{pg.connectionString};Database=\"road;map\"", database.Resource.ConnectionStringExpression.ValueExpression);
        Assert.Equal("Host={pg.bindings.tcp.host};Port={pg.bindings.tcp.port};Username=postgres;Password={pg-password.value}", server.Resource.ConnectionStringExpression.ValueExpression);
        Assert.DoesNotContain(_builder.Resources, resource => resource.Name == "pg-password");
    }

    [Fact]
    public async Task A_redirected_server_is_somewhere_else()
    {
        var elsewhere = _builder.AddConnectionString("elsewhere", ReferenceExpression.Create($"Host=far"));
        var server = _builder.AddPostgres("pg").WithConnectionStringRedirection(elsewhere.Resource);

        Assert.Equal("Host=far", await server.Resource.GetConnectionStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Host=far;Database=db", await Resolved.ValueAsync(server.AddDatabase("db").Resource.ConnectionStringExpression));
    }

    [Fact]
    public async Task Rabbit_is_the_official_image_and_an_amqp_address()
    {
        var broker = _builder.AddRabbitMQ("messaging", password: _builder.AddParameter("bus")).WithDataVolume();
        Resolved.Allocate(broker.Resource, "tcp", 5600);

        var environment = await Resolved.EnvironmentAsync(broker.Resource);

        Assert.True(broker.Resource.TryGetContainerImageName(out var image));
        Assert.Equal("docker.io/library/rabbitmq:4.3", image);
        Assert.Equal("amqp://guest:guestpw@localhost:5600", await Resolved.ValueAsync(broker.Resource));
        Assert.Equal("amqp://guest:{bus.value}@{messaging.bindings.tcp.host}:{messaging.bindings.tcp.port}", broker.Resource.ConnectionStringExpression.ValueExpression);
        Assert.Equal(("guest", "guestpw", "messaging@localhost"), (environment["RABBITMQ_DEFAULT_USER"], environment["RABBITMQ_DEFAULT_PASS"], environment["RABBITMQ_NODENAME"]));
    }

    [Theory]
    [InlineData("4.3", "4.3-management")]
    [InlineData("4", "4-management")]
    [InlineData("4.3-alpine", "4.3-management-alpine")]
    [InlineData("alpine", "management-alpine")]
    [InlineData("3.13-management", "3.13-management")]
    [InlineData("3.13-management-alpine", "3.13-management-alpine")]
    public void The_management_plugin_is_another_tag_of_the_image(string tag, string expected)
    {
        var broker = _builder.AddRabbitMQ("messaging").WithImageTag(tag).WithManagementPlugin(15000);

        Assert.Equal(expected, Assert.Single(broker.Resource.Annotations.OfType<ContainerImageAnnotation>()).Tag);
        Assert.Equal((15000, 15672), (broker.Resource.ManagementEndpoint.EndpointAnnotation.Port, broker.Resource.ManagementEndpoint.TargetPort));
    }

    [Fact]
    public void An_unknown_tag_has_no_management_plugin() =>
        Assert.Throws<DistributedApplicationException>(() => _builder.AddRabbitMQ("messaging").WithImageTag("mine").WithManagementPlugin());
}
