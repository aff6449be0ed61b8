using System.Net.Sockets;
using System.Text;

namespace RoadmapAgent.Tests.Unit.Api;

/// <summary>
/// The API over HTTP without a database, asked by the local identity: invalid requests must be refused before the database is used.
/// </summary>
public sealed class ApiWithoutDatabase : IAsyncLifetime
{
    private readonly ApiServer _server = new("Development");
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
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8);
        request.Content?.Headers.Remove("Content-Type");
        request.Content?.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return SendAsync(request);
    }

    /// <summary>Sends bytes as they are and returns everything that is answered.</summary>
    public async Task<string> SendRawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_client!.BaseAddress!.Host, _client.BaseAddress.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public Task<Answer> GetAsync(string path, string accept = "*/*") =>
        SendAsync(new(HttpMethod.Get, path) { Headers = { { "Accept", accept } } });

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
