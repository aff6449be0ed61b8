using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Fleet;

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

public sealed class LimitExtensionsTests
{
    [Fact]
    public async Task The_API_receives_the_limits_that_are_set()
    {
        var settings = await SettingsAsync("--Limits:CreationsPerMinute=7", "--Limits:StreamsAtOnce=8");

        Assert.Equal(
            [("Limits__CreationsPerMinute", "7"), ("Limits__StreamsAtOnce", "8")],
            settings.Select(setting => (setting.Key, (string)setting.Value)).Order());
    }

    [Theory]
    [InlineData("Limits:CreationsPerMinute must be between 1 and 1000000 (was '0').", "--Limits:CreationsPerMinute=0")]
    [InlineData("Limits:CreationPerMinute is not a setting. Did you mean Limits:CreationsPerMinute?", "--Limits:CreationPerMinute=7")]
    public async Task An_invalid_limit_is_refused_before_anything_starts(string message, string setting) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<FleetException>(() => SettingsAsync(setting))).Message);

    private static async Task<Dictionary<string, object>> SettingsAsync(params string[] settings)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. settings],
            AssemblyName = typeof(FleetOptions).Assembly.GetName().Name,
            DisableDashboard = true,
        });
        KnownSettings.Check(builder.Configuration);
        var api = builder.AddProject<Projects.RoadmapAgent_Api>("api").WithLimits();
        var context = new EnvironmentCallbackContext(
            builder.ExecutionContext, api.Resource, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var annotation in api.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables
            .Where(variable => variable.Key.StartsWith("Limits", StringComparison.Ordinal))
            .ToDictionary(variable => variable.Key, variable => variable.Value);
    }
}
