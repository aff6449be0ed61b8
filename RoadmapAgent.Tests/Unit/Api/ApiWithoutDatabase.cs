using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Api;
using RoadmapAgent.Api.Learning;
using RoadmapAgent.Api.Logs;
using RoadmapAgent.Api.Progress;
using RoadmapAgent.Api.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Api;

/// <summary>The API over HTTP with nobody at its database's address: what is wrong with a request has to be said before the database is asked.</summary>
public sealed class ApiWithoutDatabase : IAsyncLifetime
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();

    public ApiWithoutDatabase()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            // Port 1: nobody listens there.
            ["ConnectionStrings:roadmap"] = "Host=127.0.0.1;Port=1;Username=learner;Password=hush;Database=roadmap",
            ["Database:Service"] = "api",
        });
        builder.AddRoadmapDatabase();
        builder.AddRoadmapData();
        builder.AddApi();
        _app = builder.Build();
        _app.UseExceptionHandler();
        _app.UseStatusCodePages();
        _app.MapReference();
        _app.MapRoadmaps();
        _app.MapLearning();
        _app.MapLogs();
        _app.MapProgress();
    }

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        _client.BaseAddress = new(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Posts a body and returns the answer.</summary>
    public Task<Answer> PostAsync(string path, string? body, string mediaType = "application/json", string accept = "*/*")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { "Accept", accept } } };
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, mediaType);
        return SendAsync(request);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        using (var response = await _client.SendAsync(request, TestContext.Current.CancellationToken))
        {
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.RetryAfter?.Delta, text);
        }
    }
}

/// <summary>What came back.</summary>
public sealed record Answer(HttpStatusCode Status, string? MediaType, TimeSpan? RetryAfter, string Text)
{
    /// <summary>The fields that a problem names and what it says about them.</summary>
    public Dictionary<string, string[]> Errors()
    {
        Assert.Equal("application/problem+json", MediaType);
        using var problem = JsonDocument.Parse(Text);
        return problem.RootElement.GetProperty("errors").Deserialize<Dictionary<string, string[]>>()!;
    }
}
