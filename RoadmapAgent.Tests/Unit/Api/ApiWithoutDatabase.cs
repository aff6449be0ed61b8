using System.Text;

namespace RoadmapAgent.Tests.Unit.Api;

/// <summary>The API over HTTP without a database: invalid requests must be refused before the database is used.</summary>
public sealed class ApiWithoutDatabase : IAsyncLifetime
{
    private readonly ApiServer _server = new("Production");
    private HttpClient? _client;

    public ValueTask InitializeAsync()
    {
        _client = _server.CreateClient();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _server.DisposeAsync();
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
        using (var response = await _client!.SendAsync(request, TestContext.Current.CancellationToken))
        {
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.RetryAfter?.Delta, text);
        }
    }
}
