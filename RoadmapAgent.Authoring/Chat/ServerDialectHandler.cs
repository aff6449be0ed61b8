using System.Net;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>
/// Speaks the dialect of the server: a request that it rejects is sent again in another one, and the first that it accepts is remembered.
/// Its answers become what OpenAI's would be.
/// </summary>
internal sealed partial class ServerDialectHandler(ServerDialect first, HttpMessageHandler inner, ILogger<ServerDialectHandler> logger)
    : DelegatingHandler(inner)
{
    private volatile ServerDialect _accepted = first;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
        var dialect = _accepted;
        while (true)
        {
            request.Content = Json(dialect.Apply(body).ToJsonString());
            var response = await base.SendAsync(request, cancellationToken);
            var reply = ServerReply.Read((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
            if (reply.IsRejection && dialect.After(reply.Body) is { } next)
            {
                response.Dispose();
                dialect = next;
                continue;
            }

            Remember(dialect, reply);
            response.StatusCode = (HttpStatusCode)reply.Status;
            response.Content = Json(reply.Body);
            return response;
        }
    }

    private void Remember(ServerDialect dialect, ServerReply reply)
    {
        if (reply.Status < 400 && dialect != _accepted)
        {
            _accepted = dialect;
            LogAccepted(dialect.ResponseFormat, dialect.SystemRole, dialect.TokenLimit);
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, MediaTypeNames.Application.Json);

    [LoggerMessage(
        LogLevel.Information,
        "The model server is used with ResponseFormat {ResponseFormat}, SystemRole {SystemRole} and TokenLimit {TokenLimit}.")]
    private partial void LogAccepted(bool responseFormat, bool systemRole, TokenLimit tokenLimit);
}
