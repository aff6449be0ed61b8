using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AspireStandIn.Tests.Model;

public sealed class ProjectTests
{
    private readonly IDistributedApplicationBuilder _builder = Resolved.Builder("--environment", "Development", "--DOTNET_LAUNCH_PROFILE=", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:4317");

    [Fact]
    public async Task The_first_profile_that_starts_a_project_is_taken()
    {
        var api = _builder.AddProject<Project>("api");
        Resolved.Allocate(api.Resource, "http", 5201, "{{first}}");
        Resolved.Allocate(api.Resource, "http2", 5202, "{{second}}");

        var environment = await Resolved.EnvironmentAsync(api.Resource);

        Assert.Equal([("http", 5201), ("http2", 5202)], api.Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (endpoint.Name, endpoint.Port!.Value)));
        Assert.Equal("http", environment["DOTNET_LAUNCH_PROFILE"]);
        Assert.Equal("red", environment["COLOUR"]);
        Assert.Equal("http://localhost:{{first}};http://localhost:{{second}}", environment["ASPNETCORE_URLS"]);
    }

    [Fact]
    public async Task The_AppHost_has_the_last_word_over_the_profile()
    {
        var api = _builder.AddProject<Project>("api", "other").WithEnvironment("COLOUR", "green");

        Assert.Equal("green", (await Resolved.EnvironmentAsync(api.Resource))["COLOUR"]);
    }

    [Fact]
    public async Task A_profile_is_chosen_by_name_or_inherited_from_the_AppHost()
    {
        Assert.Equal("blue", (await Resolved.EnvironmentAsync(_builder.AddProject<Project>("named", "other").Resource))["COLOUR"]);

        var inheriting = Resolved.Builder("--AppHost:DefaultLaunchProfileName=other").AddProject<Project>("api");
        Assert.Equal("blue", (await Resolved.EnvironmentAsync(inheriting.Resource))["COLOUR"]);

        Assert.Throws<DistributedApplicationException>(() => _builder.AddProject<Project>("wrong", "unknown"));
    }

    [Fact]
    public async Task Without_a_profile_only_what_the_AppHost_says_counts()
    {
        var worker = _builder.AddProject<Project>("worker", options => options.ExcludeLaunchProfile = true).WithHttpEndpoint().WithArgs("logs");
        Resolved.Allocate(worker.Resource, "http", 5300, "{{port}}");

        var environment = await Resolved.EnvironmentAsync(worker.Resource);

        Assert.DoesNotContain("DOTNET_LAUNCH_PROFILE", environment.Keys);
        Assert.DoesNotContain("COLOUR", environment.Keys);
        Assert.Equal("http://localhost:{{port}}", environment["ASPNETCORE_URLS"]);
    }

    [Fact]
    public async Task Addresses_given_by_hand_are_left_alone()
    {
        var api = _builder.AddProject<Project>("api", options => options.ExcludeLaunchProfile = true).WithHttpEndpoint().WithEnvironment("ASPNETCORE_URLS", "http://*:80");

        Assert.Equal("http://*:80", (await Resolved.EnvironmentAsync(api.Resource))["ASPNETCORE_URLS"]);
    }

    [Fact]
    public async Task Telemetry_goes_to_the_dashboard()
    {
        var environment = await Resolved.EnvironmentAsync(_builder.AddProject<Project>("api", options => options.ExcludeLaunchProfile = true).Resource);

        Assert.Equal("http://localhost:4317", environment["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", environment["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("{{- index .Annotations \"otel-service-name\" -}}", environment["OTEL_SERVICE_NAME"]);
        Assert.Equal("service.instance.id={{- index .Annotations \"otel-service-instance-id\" -}}", environment["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.Equal(("1000", "1000", "1000"), (environment["OTEL_BSP_SCHEDULE_DELAY"], environment["OTEL_BLRP_SCHEDULE_DELAY"], environment["OTEL_METRIC_EXPORT_INTERVAL"]));
        Assert.Equal(("always_on", "trace_based", "simple"), (environment["OTEL_TRACES_SAMPLER"], environment["OTEL_METRICS_EXEMPLAR_FILTER"], environment["LOGGING__CONSOLE__FORMATTERNAME"]));
    }

    [Fact]
    public void A_project_has_replicas_metadata_and_a_hidden_rebuilder()
    {
        var api = _builder.AddProject<Project>("api").WithReplicas(3);
        var model = new DistributedApplicationModel(_builder.Resources);

        Assert.Equal(3, api.Resource.GetReplicaCount());
        Assert.Equal(1, _builder.AddProject<Project>("one").Resource.GetReplicaCount());
        Assert.IsType<Project>(api.Resource.GetProjectMetadata());
        Assert.Equal(["api", "one"], model.GetProjectResources().Select(project => project.Name));
        var rebuilder = model.GetExecutableResources().Single(executable => executable.Name == "api-rebuilder");
        Assert.True(rebuilder.HasAnnotationOfType<ExplicitStartupAnnotation>() && rebuilder.HasAnnotationOfType<HiddenAnnotation>() && rebuilder.IsExcludedFromPublish());
    }

    [Fact]
    public async Task Published_a_web_project_has_both_endpoints_and_listens_on_the_containers_port()
    {
        var builder = Resolved.PublishBuilder();
        var api = builder.AddProject<Project>("api").WithExternalHttpEndpoints();

        var environment = await Resolved.EnvironmentAsync(api.Resource, DistributedApplicationOperation.Publish);

        Assert.Equal(["http", "https"], api.Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Name));
        Assert.All(api.Resource.Annotations.OfType<EndpointAnnotation>(), endpoint => Assert.True(endpoint.IsExternal));
        Assert.Equal("{api.bindings.http.targetPort}", environment["HTTP_PORTS"]);
        Assert.Equal("true", environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"]);
        Assert.DoesNotContain("HTTPS_PORTS", environment.Keys);
        Assert.DoesNotContain(builder.Resources, resource => resource.Name == "api-rebuilder");
    }

    [Fact]
    public async Task The_profiles_page_is_what_its_link_opens()
    {
        var api = _builder.AddProject<Project>("api").WithUrlForEndpoint("http", link => link.DisplayText = "Home");
        Resolved.Allocate(api.Resource, "http", 5201);
        var context = new ResourceUrlsCallbackContext(_builder.ExecutionContext, api.Resource, [new() { Url = "http://localhost:5201", Endpoint = api.GetEndpoint("http") }]);

        foreach (var callback in api.Resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>()) await callback.Callback(context);

        var link = Assert.Single(context.Urls);
        Assert.Equal(("http://localhost:5201/ui", "Home"), (link.Url, link.DisplayText));
    }
}
