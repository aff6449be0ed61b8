using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>Sends one person's requests. An answer may be missing; one that blames the server is a defect.</summary>
/// <param name="http">The client with that person's identity.</param>
/// <param name="ledger">Where answers and defects are entered.</param>
internal sealed class LearnerClient(HttpClient http, Ledger ledger)
{
    public HttpClient Http => http;

    /// <summary>Sends a request; returns null if no answer came.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)?> SendAsync(
        HttpMethod method, string path, object? body, CancellationToken cancellationToken, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            Enter(method, path, response);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
            return (response.StatusCode, isJson ? JsonElement.Parse(text) : default);
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            ledger.Answers.AddOrUpdate(default, 1, (_, count) => count + 1);
            return null;
        }
    }

    private void Enter(HttpMethod method, string path, HttpResponseMessage response)
    {
        ledger.Answers.AddOrUpdate(response.StatusCode, 1, (_, count) => count + 1);
        var unavailable = response.StatusCode == HttpStatusCode.ServiceUnavailable;
        if (unavailable ? response.Headers.RetryAfter is null : (int)response.StatusCode >= 500)
        {
            var reason = unavailable ? "503 without Retry-After" : $"{(int)response.StatusCode}";
            ledger.Defects.Add($"{method} {path} was answered with {reason}");
        }
    }
}
