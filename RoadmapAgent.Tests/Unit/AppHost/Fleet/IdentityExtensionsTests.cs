using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Fleet;

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

public sealed class IdentityExtensionsTests
{
    private static readonly string[] Configured =
    [
        "--Identity:Authority=https://id.example",
        "--Identity:ClientId=pages",
        "--Identity:Audience=roadmaps",
        "--Identity:OperatorClaim=groups",
        "--Identity:AllowedHosts=roadmaps.example",
    ];

    [Fact]
    public async Task Nothing_is_handed_on_without_an_authority()
    {
        var (builder, api) = Api("--Parameters:identity-client-secret=hush");

        Assert.Empty(await SettingsAsync(builder, api));
        Assert.DoesNotContain(builder.Resources, resource => resource is ParameterResource);
    }

    [Fact]
    public async Task The_API_receives_the_settings_and_the_secret_of_the_client_as_a_secret()
    {
        var (builder, api) = Api([.. Configured, "--Parameters:identity-client-secret=hush"]);

        var settings = await SettingsAsync(builder, api);

        Assert.Equal(
            [
                "Identity__AllowedHosts",
                "Identity__Audience",
                "Identity__Authority",
                "Identity__ClientId",
                "Identity__ClientSecret",
                "Identity__OperatorClaim",
            ],
            settings.Keys.Order());
        Assert.Equal("https://id.example", settings["Identity__Authority"]);
        Assert.True(Assert.IsType<ParameterResource>(settings["Identity__ClientSecret"]).Secret);
        Assert.DoesNotContain("hush", string.Join(' ', settings.Values.OfType<string>()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_client_has_no_secret() =>
        Assert.DoesNotContain(Api(Configured).Builder.Resources, resource => resource is ParameterResource);

    [Theory]
    [InlineData("Identity:Authority must be an https address", "--Identity:Authority=http://id.example", "--Identity:ClientId=pages")]
    [InlineData("Identity:ClientId is required with Identity:Authority.", "--Identity:Authority=https://id.example")]
    [InlineData("Identity:Authority is required with Identity:ClientId", "--Identity:ClientId=pages")]
    [InlineData(
        "Identity:AllowedHosts must be names without scheme and port, separated by semicolons, such as "
        + "roadmaps.example;*.roadmaps.example (was 'https://roadmaps.example').",
        "--Identity:Authority=https://id.example",
        "--Identity:ClientId=pages",
        "--Identity:AllowedHosts=https://roadmaps.example")]
    [InlineData("Identity:ClientSecret is not a setting.", "--Identity:ClientSecret=hush")]
    public void An_invalid_identity_setting_is_refused_before_anything_starts(string message, params string[] settings)
    {
        var refusal = Assert.Throws<FleetException>(() => Api(settings));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refusal.Message, StringComparison.Ordinal);
    }

    private static (IDistributedApplicationBuilder Builder, IResourceBuilder<ProjectResource> Api) Api(params string[] settings)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. settings],
            AssemblyName = typeof(FleetOptions).Assembly.GetName().Name,
            DisableDashboard = true,
        });
        KnownSettings.Check(builder.Configuration);
        return (builder, builder.AddProject<Projects.RoadmapAgent_Api>("api").WithIdentity());
    }

    private static async Task<Dictionary<string, object>> SettingsAsync(
        IDistributedApplicationBuilder builder, IResourceBuilder<ProjectResource> api)
    {
        var context = new EnvironmentCallbackContext(
            builder.ExecutionContext, api.Resource, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var annotation in api.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables
            .Where(variable => variable.Key.StartsWith("Identity", StringComparison.Ordinal))
            .ToDictionary(variable => variable.Key, variable => variable.Value);
    }
}
