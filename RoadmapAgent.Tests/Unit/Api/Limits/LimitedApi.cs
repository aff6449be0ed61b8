using System.Net;
using System.Text;

namespace RoadmapAgent.Tests.Unit.Api.Limits;

/// <summary>The API without a database, with limits that a test can reach.</summary>
internal sealed class LimitedApi : IAsyncDisposable
{
    private readonly ApiServer _server;
    private readonly HttpClient _client;

    public LimitedApi(string environment, params (string Key, string Value)[] settings)
    {
        _server = new(environment, settings);
        using var started = _server.CreateClient();
        _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = started.BaseAddress };
    }

    public Uri Address => _client.BaseAddress!;

    /// <summary>Sends a request and returns its answer.</summary>
    public async Task<Answer> AskAsync(
        string path, HttpMethod? method = null, string? body = null, params (string Name, string Value)[] headers)
    {
        using var response = await OpenAsync(path, method, body, headers);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.RetryAfter?.Delta, text);
    }

    /// <summary>Sends a request and returns the answer as soon as it begins.</summary>
    public Task<HttpResponseMessage> OpenAsync(
        string path, HttpMethod? method = null, string? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends the same request several times and returns the statuses.</summary>
    public async Task<IReadOnlyList<HttpStatusCode>> RepeatAsync(
        int times, string path, HttpMethod? method = null, string? body = null, params (string Name, string Value)[] headers)
    {
        var statuses = new List<HttpStatusCode>();
        for (var time = 0; time < times; time++)
        {
            statuses.Add((await AskAsync(path, method, body, headers)).Status);
        }

        return statuses;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }
}
