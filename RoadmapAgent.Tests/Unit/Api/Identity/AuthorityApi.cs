using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace RoadmapAgent.Tests.Unit.Api.Identity;

/// <summary>The API in production with an authority of its own.</summary>
public sealed class AuthorityApi : IAsyncLifetime
{
    /// <summary>The key of the operators' machines.</summary>
    public const string OperatorsKey = "only-for-machines";

    private ApiServer? _server;
    private Authority? _authority;

    internal Authority Authority => _authority!;

    /// <summary>The routes of the API.</summary>
    public IEnumerable<RouteEndpoint> Routes =>
        _server!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>A client without cookies that follows no redirects.</summary>
    public HttpClient Client { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        _authority = await Authority.StartAsync();
        _server = new(
            "Production",
            ("Identity:Authority", _authority.Address),
            ("Identity:ClientId", Identity.Authority.Client),
            ("Identity:Audience", Identity.Authority.Audience),
            ("Operations:Key", OperatorsKey));
        using var started = _server.CreateClient();
        Client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = started.BaseAddress };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await (_server?.DisposeAsync() ?? default);
        await (_authority?.DisposeAsync() ?? default);
    }

    /// <summary>Asks for the account with a token.</summary>
    public async Task<HttpResponseMessage> AskAsync(string? token, string path = "/api/account")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads an account.</summary>
    public static Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
}
