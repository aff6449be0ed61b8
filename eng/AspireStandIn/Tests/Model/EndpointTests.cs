using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AspireStandIn.Tests.Model;

public sealed class EndpointTests
{
    private readonly IDistributedApplicationBuilder _builder = Resolved.Builder();

    [Fact]
    public void Without_a_proxy_either_port_stands_for_both()
    {
        Assert.Equal(5000, Resolved.Tcp(port: 5000, isProxied: false).TargetPort);
        Assert.Equal(6000, Resolved.Tcp(targetPort: 6000, isProxied: false).Port);
        Assert.Null(Resolved.Tcp(port: 5000).TargetPort);
    }

    [Fact]
    public void A_port_set_to_null_stays_null()
    {
        var endpoint = Resolved.Tcp(targetPort: 6000, isProxied: false);
        endpoint.Port = null;
        Assert.Null(endpoint.Port);
    }

    [Fact]
    public void Name_transport_and_tls_follow_from_the_scheme()
    {
        var https = new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "https");
        Assert.Equal(("https", "http", true), (https.Name, https.Transport, https.TlsEnabled));
        Assert.Equal(("tcp", "tcp", false), (Resolved.Tcp().Name, Resolved.Tcp().Transport, Resolved.Tcp().TlsEnabled));
        Assert.Throws<ArgumentException>(() => new EndpointAnnotation(ProtocolType.Tcp, name: "no_underscore"));
    }

    [Fact]
    public void Naming_an_endpoint_again_changes_what_is_said()
    {
        var web = _builder.AddExecutable("web", "web", ".").WithHttpEndpoint(port: 8080).WithHttpEndpoint(targetPort: 9000, isProxied: false);

        var endpoint = Assert.Single(web.Resource.Annotations.OfType<EndpointAnnotation>());
        Assert.Equal((8080, 9000, false), (endpoint.Port, endpoint.TargetPort, endpoint.IsProxied));
    }

    [Fact]
    public void A_missing_endpoint_is_named_with_those_that_there_are()
    {
        var web = _builder.AddExecutable("web", "web", ".").WithHttpEndpoint();

        Assert.False(web.GetEndpoint("grpc").Exists);
        var error = Assert.Throws<InvalidOperationException>(() => web.GetEndpoint("grpc").Scheme);
        Assert.Equal("The endpoint `grpc` is not defined for the resource `web`. Available endpoints: `http`.", error.Message);
    }

    [Fact]
    public void An_address_is_there_once_it_is_allocated()
    {
        var web = _builder.AddExecutable("web", "web", ".").WithHttpEndpoint();
        Assert.False(web.GetEndpoint("http").IsAllocated);
        Assert.Throws<InvalidOperationException>(() => web.GetEndpoint("http").Url);

        Resolved.Allocate(web.Resource, "http", 4711);

        Assert.Equal("http://localhost:4711", web.GetEndpoint("http").Url);
        Assert.Equal(4711, web.GetEndpoint("http").Port);
    }

    [Fact]
    public void Whether_it_is_allocated_is_asked_once()
    {
        var web = _builder.AddExecutable("web", "web", ".").WithHttpEndpoint();
        var endpoint = web.GetEndpoint("http");
        Assert.False(endpoint.IsAllocated);

        Resolved.Allocate(web.Resource, "http", 4711);

        Assert.False(endpoint.IsAllocated);
        Assert.Equal(4711, endpoint.Port);
    }

    [Fact]
    public async Task A_value_is_waited_for()
    {
        var web = _builder.AddExecutable("web", "web", ".").WithHttpEndpoint();
        var value = Resolved.ValueAsync(web.GetEndpoint("http"));
        Assert.False(value.IsCompleted);

        Resolved.Allocate(web.Resource, "http", 4711);

        Assert.Equal("http://localhost:4711", await value);
    }

    [Fact]
    public async Task Who_asks_decides_which_address_is_given()
    {
        var server = _builder.AddContainer("server", "image").WithEndpoint(targetPort: 5432, name: "tcp");
        Resolved.Allocate(server.Resource, "tcp", 6000);
        Resolved.AllocateInContainers(server.Resource, "tcp", "server.dev.internal", 5432);
        var address = server.GetEndpoint("tcp").Property(EndpointProperty.HostAndPort);

        Assert.Equal("localhost:6000", await Resolved.ValueAsync(address));
        Assert.Equal("localhost:6000", await Resolved.ValueAsync(address, _builder.AddExecutable("tool", "tool", ".").Resource));
        Assert.Equal("server.dev.internal:5432", await Resolved.ValueAsync(address, _builder.AddContainer("other", "image").Resource));
        Assert.Equal("server.dev.internal:5432", await Resolved.ValueAsync(server.GetEndpoint("tcp", KnownNetworkIdentifiers.DefaultAspireContainerNetwork).Property(EndpointProperty.HostAndPort)));
    }

    [Fact]
    public async Task An_unknown_target_port_is_the_orchestrators_template()
    {
        var web = _builder.AddExecutable("web", "web", ".").WithHttpEndpoint(env: "PORT");
        Resolved.Allocate(web.Resource, "http", 4711, "{{port}}");
        Assert.Equal("{{port}}", (await Resolved.EnvironmentAsync(web.Resource))["PORT"]);

        web.WithHttpEndpoint(targetPort: 81, env: "LISTEN");
        Assert.Equal(81, web.GetEndpoint("http").TargetPort);
    }

    [Theory]
    [InlineData(EndpointProperty.Url, "{web.bindings.http.url}", "http://localhost:4711")]
    [InlineData(EndpointProperty.Host, "{web.bindings.http.host}", "localhost")]
    [InlineData(EndpointProperty.IPV4Host, "{web.bindings.http.host}", "127.0.0.1")]
    [InlineData(EndpointProperty.Port, "{web.bindings.http.port}", "4711")]
    [InlineData(EndpointProperty.Scheme, "{web.bindings.http.scheme}", "http")]
    [InlineData(EndpointProperty.TargetPort, "{web.bindings.http.targetPort}", "81")]
    [InlineData(EndpointProperty.HostAndPort, "{web.bindings.http.host}:{web.bindings.http.port}", "localhost:4711")]
    [InlineData(EndpointProperty.TlsEnabled, "{web.bindings.http.tlsEnabled}", "False")]
    public async Task Every_property_has_a_template_and_a_value(EndpointProperty property, string template, string value)
    {
        var web = _builder.AddExecutable("web", "web", ".").WithHttpEndpoint(targetPort: 81);
        Resolved.Allocate(web.Resource, "http", 4711);

        Assert.Equal(template, web.GetEndpoint("http").Property(property).ValueExpression);
        Assert.Equal(value, await Resolved.ValueAsync(web.GetEndpoint("http").Property(property)));
    }
}
