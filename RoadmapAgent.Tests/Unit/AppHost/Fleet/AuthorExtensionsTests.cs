using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Fleet;

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

public sealed class AuthorExtensionsTests
{
    private static readonly string[] Hosted =
    [
        "--Author:Chat:Endpoint=https://models.example/v1",
        "--Author:Chat:Model=large",
        "--Author:Chat:Concurrency=2",
        "--Parameters:author-api-key=secret",
    ];

    [Fact]
    public async Task No_parameter_or_setting_is_added_without_an_endpoint()
    {
        var builder = Builder("--Author:Chat:Model=large");

        Assert.DoesNotContain(builder.Resources, resource => resource is ParameterResource);
        Assert.Empty(await SettingsAsync(builder, "content"));
    }

    [Theory]
    [InlineData("content")]
    [InlineData("workflow")]
    public async Task Authoring_workers_receive_the_settings_and_the_key_as_a_secret(string worker)
    {
        var settings = await SettingsAsync(Builder(Hosted), worker);

        Assert.Equal(
            [
                "Author__Chat__ApiKey",
                "Author__Chat__Concurrency",
                "Author__Chat__Endpoint",
                "Author__Chat__Model",
            ],
            settings.Keys.Order());
        Assert.Equal(
            ("https://models.example/v1", "large", "2"),
            (
                (string)settings["Author__Chat__Endpoint"],
                (string)settings["Author__Chat__Model"],
                (string)settings["Author__Chat__Concurrency"]));
        Assert.True(Assert.IsType<ParameterResource>(settings["Author__Chat__ApiKey"]).Secret);
    }

    [Fact]
    public async Task Other_workers_receive_no_author_settings() => Assert.Empty(await SettingsAsync(Builder(Hosted), "logs"));

    [Theory]
    [InlineData("http://localhost:11434/v1", null, false)]
    [InlineData("http://127.0.0.1:11434/v1", "secret", true)]
    [InlineData("https://models.example/v1", null, true)]
    public void The_key_parameter_is_optional_only_for_a_local_server(string endpoint, string? key, bool asked)
    {
        var builder = Builder(
            [
                $"--Author:Chat:Endpoint={endpoint}",
                "--Author:Chat:Model=large",
                .. key is null ? Array.Empty<string>() : [$"--Parameters:author-api-key={key}"],
            ]);

        Assert.Equal(asked, builder.Resources.Any(resource => resource.Name == AuthorExtensions.KeyParameter));
    }

    [Theory]
    [InlineData(
        "Author:Chat:Endpoint must be an absolute http or https address, such as http://localhost:11434/v1 (was 'models.example').",
        "--Author:Chat:Endpoint=models.example",
        "--Author:Chat:Model=large")]
    [InlineData("Author:Chat:Model must be the name of a model", "--Author:Chat:Endpoint=https://models.example/v1")]
    [InlineData("Author:Chat:Concurrency must be between 1 and 64 (was '65').", "--Author:Chat:Concurrency=65")]
    [InlineData("Author:Chat:RequestsPerMinute must be between Author:Chat:Concurrency (4) and 10000", "--Author:Chat:RequestsPerMinute=3")]
    [InlineData(
        "Parameters:author-api-key",
        "--Author:Chat:Endpoint=https://models.example/v1",
        "--Author:Chat:Model=large",
        "--Author:Chat:ApiKey=in-the-wrong-place")]
    public void An_invalid_author_setting_is_refused_before_anything_starts(string message, params string[] settings)
    {
        var refusal = Assert.Throws<FleetException>(() => Builder(settings));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("in-the-wrong-place", refusal.Message, StringComparison.Ordinal);
    }

    private static IDistributedApplicationBuilder Builder(params string[] settings)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. settings],
            AssemblyName = typeof(FleetOptions).Assembly.GetName().Name,
            DisableDashboard = true,
        });
        foreach (var worker in new[] { "logs", "content", "workflow" })
        {
            builder.AddWorker(worker);
        }

        builder.AddAuthor("content", "workflow");
        return builder;
    }

    private static async Task<Dictionary<string, object>> SettingsAsync(IDistributedApplicationBuilder builder, string worker)
    {
        var resource = builder.Resources.Single(each => each.Name == worker);
        var context = new EnvironmentCallbackContext(
            builder.ExecutionContext, resource, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables.Where(
            variable =>
                variable.Key.StartsWith("Author", StringComparison.Ordinal) || variable.Key
                    .StartsWith("Messaging", StringComparison.Ordinal))
            .ToDictionary();
    }
}
