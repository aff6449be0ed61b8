using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AspireStandIn.Tests.Model;

public sealed class EnvironmentTests
{
    private readonly IDistributedApplicationBuilder _builder = Resolved.Builder("--Parameters:colour=green", "--ConnectionStrings:outside=Host=far");

    [Fact]
    public async Task The_last_word_counts()
    {
        var tool = _builder.AddExecutable("tool", "tool", ".")
            .WithEnvironment("A", "1").WithEnvironment("B", "1")
            .WithEnvironment(context => context.EnvironmentVariables["B"] = "2")
            .WithEnvironment("C", () => "3").WithEnvironment("D", (string?)null);

        var environment = await Resolved.EnvironmentAsync(tool.Resource);

        Assert.Equal(["A=1", "B=2", "C=3", "D="], environment.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    [Fact]
    public async Task Published_a_value_is_its_template()
    {
        var colour = _builder.AddParameter("colour");
        var tool = _builder.AddExecutable("tool", "tool", ".").WithEnvironment("COLOUR", colour).WithEnvironment("TEXT", $"<{colour}>").WithArgs(colour);

        Assert.Equal("green", (await Resolved.EnvironmentAsync(tool.Resource))["COLOUR"]);
        foreach (var callback in tool.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList()) tool.Resource.Annotations.Remove(callback);
        tool.WithEnvironment("COLOUR", colour).WithEnvironment("TEXT", $"<{colour}>");

        var published = await Resolved.EnvironmentAsync(tool.Resource, DistributedApplicationOperation.Publish);
        Assert.Equal(("{colour.value}", "<{colour.value}>"), (published["COLOUR"], published["TEXT"]));
    }

    [Fact]
    public async Task A_callback_is_called_once_until_the_resource_starts_anew()
    {
        var calls = 0;
        var tool = _builder.AddExecutable("tool", "tool", ".").WithEnvironment(_ => calls++).WithArgs(_ => calls++);

        await Resolved.ConfigurationAsync(tool.Resource);
        await Resolved.ConfigurationAsync(tool.Resource);

        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task All_that_cannot_be_resolved_is_told_and_the_rest_is_given()
    {
        var tool = _builder.AddExecutable("tool", "tool", ".").WithEnvironment("BAD", _builder.AddParameter("missing")).WithArgs(_builder.AddParameter("absent")).WithEnvironment("GOOD", "1");

        var configuration = await Resolved.ConfigurationAsync(tool.Resource);

        Assert.Equal(2, Assert.IsType<AggregateException>(configuration.Exception).InnerExceptions.Count(inner => inner is MissingParameterValueException));
        Assert.Equal("1", configuration.EnvironmentVariables.ToDictionary()["GOOD"]);
    }

    [Fact]
    public async Task A_connection_string_comes_under_its_own_or_a_given_name()
    {
        var outside = _builder.AddConnectionString("outside");
        var tool = _builder.AddExecutable("tool", "tool", ".").WithReference(outside).WithReference(outside, connectionName: "roadmap");

        var environment = await Resolved.EnvironmentAsync(tool.Resource);

        Assert.Equal(["ConnectionStrings__outside=Host=far", "ConnectionStrings__roadmap=Host=far"], environment.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Contains(tool.Resource.Annotations.OfType<ResourceRelationshipAnnotation>(), relationship => relationship.Resource == outside.Resource && relationship.Type == "Reference");
    }

    [Fact]
    public async Task A_built_in_server_also_gives_its_properties()
    {
        var server = _builder.AddPostgres("pg", password: _builder.AddParameter("colour"));
        Resolved.Allocate(server.Resource, "tcp", 6000);
        var tool = _builder.AddExecutable("tool", "tool", ".").WithReference(server.AddDatabase("db", "data"), connectionName: "road-map");

        var environment = await Resolved.EnvironmentAsync(tool.Resource);

        Assert.Equal("Host=localhost;Port=6000;Username=postgres;Password=green;Database=data", environment["ConnectionStrings__road-map"]);
        Assert.Equal("localhost", environment["ROAD_MAP_HOST"]);
        Assert.Equal("6000", environment["ROAD_MAP_PORT"]);
        Assert.Equal("data", environment["ROAD_MAP_DATABASENAME"]);
        Assert.Equal("postgresql://postgres:green@localhost:6000/data", environment["ROAD_MAP_URI"]);
        Assert.Equal("jdbc:postgresql://localhost:6000/data", environment["ROAD_MAP_JDBCCONNECTIONSTRING"]);
    }

    [Fact]
    public async Task What_is_injected_can_be_restricted()
    {
        var server = _builder.AddPostgres("pg", password: _builder.AddParameter("colour"));
        Resolved.Allocate(server.Resource, "tcp", 6000);
        var tool = _builder.AddExecutable("tool", "tool", ".").WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString).WithReference(server);

        Assert.Equal(["ConnectionStrings__pg"], (await Resolved.EnvironmentAsync(tool.Resource)).Keys);
    }

    [Fact]
    public async Task A_missing_connection_string_fails_unless_it_is_optional()
    {
        var empty = _builder.AddConnectionString("empty", ReferenceExpression.Empty);
        var strict = _builder.AddExecutable("strict", "tool", ".").WithReference(empty);
        var easy = _builder.AddExecutable("easy", "tool", ".").WithReference(empty, optional: true);

        var failure = (await Resolved.ConfigurationAsync(strict.Resource)).Exception;
        Assert.Contains("The connection string for the resource 'empty' is not available.", Assert.IsType<AggregateException>(failure).ToString(), StringComparison.Ordinal);
        Assert.Empty(await Resolved.EnvironmentAsync(easy.Resource));
    }

    [Fact]
    public async Task A_service_is_found_by_name_and_by_variable()
    {
        var api = _builder.AddProject<Project>("my-api");
        Resolved.Allocate(api.Resource, "http", 5201);
        Resolved.Allocate(api.Resource, "http2", 5202);
        var tool = _builder.AddExecutable("tool", "tool", ".").WithReference(api);

        var environment = await Resolved.EnvironmentAsync(tool.Resource);

        Assert.Equal(
            ["MY_API_HTTP=http://localhost:5201", "services__my-api__http__0=http://localhost:5201", "MY_API_HTTP2=http://localhost:5202", "services__my-api__http2__0=http://localhost:5202"],
            environment.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    [Fact]
    public async Task One_endpoint_alone_can_be_referred_to()
    {
        var api = _builder.AddProject<Project>("api").WithEndpoint("http2", endpoint => endpoint.ExcludeReferenceEndpoint = true);
        Resolved.Allocate(api.Resource, "http", 5201);
        Resolved.Allocate(api.Resource, "http2", 5202);
        var all = _builder.AddExecutable("all", "tool", ".").WithReference(api);
        var second = _builder.AddExecutable("second", "tool", ".").WithReference(api.GetEndpoint("http2"));

        Assert.Equal(["API_HTTP", "services__api__http__0"], (await Resolved.EnvironmentAsync(all.Resource)).Keys);
        Assert.Equal(["API_HTTP2", "services__api__http2__0"], (await Resolved.EnvironmentAsync(second.Resource)).Keys);
    }

    [Fact]
    public async Task A_container_is_given_addresses_of_its_network()
    {
        var api = _builder.AddProject<Project>("api");
        Resolved.AllocateInContainers(api.Resource, "http", "aspire.dev.internal", 5201);
        Resolved.AllocateInContainers(api.Resource, "http2", "aspire.dev.internal", 5202);
        var container = _builder.AddContainer("proxy", "image").WithReference(api);

        Assert.Equal("http://aspire.dev.internal:5201", (await Resolved.EnvironmentAsync(container.Resource))["services__api__http__0"]);
    }

    [Fact]
    public async Task Arguments_keep_their_order()
    {
        var tool = _builder.AddExecutable("tool", "tool", ".", "a").WithArgs("b", _builder.AddParameter("colour")).WithArgs(context => context.Args.Insert(0, "first"));

        Assert.Equal(["first", "a", "b", "green"], (await Resolved.ConfigurationAsync(tool.Resource)).Arguments.Select(argument => argument.Value));
    }
}
