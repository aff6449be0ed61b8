using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;
using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The AppHost's model with servers in containers; nothing is started.</summary>
public sealed class ContainersModelTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Servers_use_pinned_images_with_the_declared_limits_and_services_use_the_pooler()
    {
        await using var builder = await CreateAsync("--Fleet:Profile=Seed", "--Fleet:Postgres:MaxConnections=120");
        var containers = builder.Resources.Where(resource => resource.IsContainer()).ToDictionary(resource => resource.Name);

        Assert.Equal(["messaging", "pgbouncer", "postgres"], containers.Keys.Order());
        Assert.Equal(("library/postgres", true), Image(containers["postgres"]));
        Assert.Equal(("library/rabbitmq", true), Image(containers["messaging"]));
        Assert.Equal((PgBouncerContainerImageTags.Image, true), Image(containers["pgbouncer"]));
        Assert.Equal(PgBouncerContainerImageTags.Tag, containers["pgbouncer"].Annotations.OfType<ContainerImageAnnotation>().Last().Tag);
        Assert.Equal(6432, Assert.Single(containers["pgbouncer"].Annotations.OfType<EndpointAnnotation>()).TargetPort);
        Assert.Contains("max_connections=120", await ArgumentsAsync(containers["postgres"]));

        var pooler = (PgBouncerResource)containers["pgbouncer"];
        Assert.Equal(
            [("roadmap_api", 14), ("roadmap_content", 18), ("roadmap_logs", 8), ("roadmap_workflow", 10)],
            pooler.Definition.Databases.Select(alias => (alias.Alias, alias.PoolSize)).Order());
        Assert.Equal(
            21,
            builder.Resources.OfType<ProjectResource>()
                .Where(project => project.Name != "migrations")
                .Sum(project => project.GetReplicaCount()));
        foreach (var service in new[] { "api", "logs", "content", "workflow" })
        {
            var project = builder.Resources.Single(resource => resource.Name == service);
            Assert.Contains(
                project.Annotations.OfType<ResourceRelationshipAnnotation>(),
                relationship => relationship.Resource.Name == $"roadmap-{service}");
            Assert.Contains(
                project.Annotations.OfType<WaitAnnotation>(),
                wait => wait.Resource.Name == "migrations" && wait.WaitType == WaitType.WaitForCompletion);
            Assert.Contains(
                project.Annotations.OfType<WaitAnnotation>(),
                wait => wait.Resource.Name == "pgbouncer" && wait.WaitType == WaitType.WaitUntilHealthy);
        }
    }

    [Theory]
    [InlineData("/srv/one", "/srv/two", false)]
    [InlineData("/srv/one", "/srv/../srv/one", true)]
    public async Task Every_data_directory_has_its_own_volumes(string one, string other, bool same)
    {
        var volumes = await VolumesAsync($"--Fleet:DataDirectory={one}");

        Assert.Equal(2, volumes.Distinct().Count());
        Assert.Equal(same, volumes.SequenceEqual(await VolumesAsync($"--Fleet:DataDirectory={other}")));
        Assert.Empty(volumes.Intersect(await VolumesAsync()));
    }

    [Fact]
    public async Task A_password_with_special_characters_is_escaped_in_every_connection_string()
    {
        const string Password = " p@ss:w/rd#1;=%'\"{{x}} ";
        await using var builder = await CreateAsync(
            $"--Parameters:postgres-password={Password}", $"--Parameters:messaging-password={Password}");
        var servers = builder.Resources.Where(resource => resource is PostgresServerResource or RabbitMQServerResource).ToList();
        foreach (var endpoint in servers.SelectMany(server => server.Annotations.OfType<EndpointAnnotation>()))
        {
            endpoint.AllocatedEndpoint = new(endpoint, "localhost", 1234);
        }

        var database = builder.Resources.OfType<PostgresDatabaseResource>().Single();
        var broker = servers.OfType<RabbitMQServerResource>().Single();
        var direct = new NpgsqlConnectionStringBuilder(await database.ConnectionStringExpression.GetValueAsync(Cancellation));
        var address = new Uri((await broker.ConnectionStringExpression.GetValueAsync(Cancellation))!);

        Assert.Equal((Password, "localhost", 1234, "roadmap"), (direct.Password, direct.Host, direct.Port, direct.Database));
        Assert.Equal(Password, Uri.UnescapeDataString(address.UserInfo.Split(':')[1]));
    }

    [Fact]
    public async Task The_container_runtime_restarts_a_failed_server()
    {
        await using var builder = await CreateAsync();

        foreach (var container in builder.Resources.Where(resource => resource.IsContainer()))
        {
            var arguments = new List<object>();
            foreach (var annotation in container.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>())
            {
                await annotation.Callback(new(arguments, Cancellation));
            }

            Assert.Contains("--restart=on-failure:10", arguments);
        }
    }

    private static async Task<List<string?>> VolumesAsync(params string[] settings)
    {
        await using var builder = await CreateAsync(settings);
        return
        [
            .. builder.Resources.SelectMany(resource => resource.Annotations.OfType<ContainerMountAnnotation>())
                .Select(mount => mount.Source)
                .Order(),
        ];
    }

    private static async Task<IDistributedApplicationTestingBuilder> CreateAsync(params string[] settings) =>
        await DistributedApplicationTestingBuilder.CreateAsync<Projects.RoadmapAgent_AppHost>(
            ["--Fleet:Servers=Containers", "--hostBuilder:reloadConfigOnChange=false", .. settings], Cancellation);

    /// <summary>The image, and whether its version is pinned.</summary>
    private static (string Image, bool IsPinned) Image(IResource container)
    {
        var image = container.Annotations.OfType<ContainerImageAnnotation>().Last();
        return (image.Image, !string.IsNullOrEmpty(image.Tag) && image.Tag != "latest");
    }

    private static async Task<List<string>> ArgumentsAsync(IResource resource)
    {
        var context = new CommandLineArgsCallbackContext([], resource, Cancellation);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return [.. context.Args.Select(argument => argument.ToString()!)];
    }
}
