using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AspireStandIn.Tests.Model;

public sealed class ReferenceExpressionTests
{
    private readonly IDistributedApplicationBuilder _builder = Resolved.Builder("--Parameters:password=a b");

    [Fact]
    public async Task An_expression_is_a_value_when_run_and_a_template_when_published()
    {
        var server = _builder.AddContainer("server", "image").WithEndpoint(targetPort: 5432, name: "tcp");
        var password = _builder.AddParameter("password", secret: true);
        Resolved.Allocate(server.Resource, "tcp", 6000);
        var tcp = server.GetEndpoint("tcp");

        var expression = ReferenceExpression.Create($"Host={tcp.Property(EndpointProperty.Host)};Port={tcp.Property(EndpointProperty.Port)};Password={password}");

        Assert.Equal("Host={server.bindings.tcp.host};Port={server.bindings.tcp.port};Password={password.value}", expression.ValueExpression);
        Assert.Equal("Host=localhost;Port=6000;Password=a b", await Resolved.ValueAsync(expression));
    }

    [Fact]
    public async Task The_uri_format_escapes_values_and_literals()
    {
        var password = _builder.AddParameter("password");
        var user = "me@home";

        Assert.Equal("me%40home:a%20b", await Resolved.ValueAsync(ReferenceExpression.Create($"{user:uri}:{password:uri}")));
    }

    [Fact]
    public async Task Another_format_is_refused() =>
        await Assert.ThrowsAsync<NotSupportedException>(async () => await Resolved.ValueAsync(ReferenceExpression.Create($"{_builder.AddParameter("password"):hex}")));

    [Fact]
    public async Task Braces_stay_what_they_are()
    {
        var word = "{x}";
        Assert.Equal("{ {x} }", await Resolved.ValueAsync(ReferenceExpression.Create($"{{ {word} }}")));
    }

    [Fact]
    public async Task Expressions_nest()
    {
        var inner = ReferenceExpression.Create($"[{_builder.AddParameter("password")}]");
        var outer = ReferenceExpression.Create($"<{inner}>");

        Assert.Equal("<[{password.value}]>", outer.ValueExpression);
        Assert.Equal("<[a b]>", await Resolved.ValueAsync(outer));
    }

    [Fact]
    public async Task An_empty_expression_has_no_value()
    {
        Assert.Null(await Resolved.ValueAsync(ReferenceExpression.Empty));
        Assert.Null(await Resolved.ValueAsync(new ReferenceExpressionBuilder().Build()));
    }

    [Fact]
    public async Task A_builder_appends_literals_values_and_interpolations()
    {
        var password = _builder.AddParameter("password");
        var builder = new ReferenceExpressionBuilder();
        Assert.True(builder.IsEmpty);

        builder.AppendLiteral("a=");
        builder.AppendFormatted(password.Resource, "uri");
        builder.Append($";b={password};c={"d"}");
        builder.AppendValueProvider(password);

        Assert.Equal("a={password.value};b={password.value};c=d{password.value}", builder.Build().ValueExpression);
        Assert.Equal("a=a%20b;b=a b;c=da b", await Resolved.ValueAsync(builder.Build()));
    }

    [Fact]
    public async Task A_condition_chooses_the_branch()
    {
        var web = _builder.AddExecutable("web", "web", ".").WithHttpsEndpoint().WithEndpoint(name: "plain");
        var (yes, no) = (ReferenceExpression.Create($"rediss"), ReferenceExpression.Create($"redis"));

        Assert.Equal("rediss", await Resolved.ValueAsync(web.GetEndpoint("https").GetTlsValue(yes, no)));
        Assert.Equal("redis", await Resolved.ValueAsync(web.GetEndpoint("plain").GetTlsValue(yes, no)));
    }

    [Fact]
    public async Task A_secret_in_a_nested_expression_makes_the_argument_sensitive()
    {
        var secret = ReferenceExpression.Create($"x{ReferenceExpression.Create($"{_builder.AddParameter("password", secret: true)}")}");
        var executable = _builder.AddExecutable("tool", "tool", ".").WithArgs("plain", secret);

        var configuration = await Resolved.ConfigurationAsync(executable.Resource);

        Assert.Equal([("plain", false), ("xa b", true)], configuration.Arguments);
    }
}
