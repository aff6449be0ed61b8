namespace RoadmapAgent.Tests.Unit.Api.Operations;

/// <summary>Running APIs by environment and operators' key; each starts when it is first asked for.</summary>
public sealed class ApiServers : IAsyncDisposable
{
    private readonly Dictionary<(string Environment, string Key), (ApiServer Server, HttpClient Client)> _servers = [];

    public HttpClient Of(string environment, string key)
    {
        if (!_servers.TryGetValue((environment, key), out var running))
        {
            var server = key.Length == 0 ? new ApiServer(environment) : new ApiServer(environment, ("Operations:Key", key));
            _servers[(environment, key)] = running = (server, server.CreateClient());
        }

        return running.Client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (server, client) in _servers.Values)
        {
            client.Dispose();
            await server.DisposeAsync();
        }
    }
}
