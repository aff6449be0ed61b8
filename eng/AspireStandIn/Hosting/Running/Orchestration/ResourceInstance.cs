using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>One replica of a resource: its process, and where it listens.</summary>
internal sealed class ResourceInstance(RunningResource owner, string id) : IDisposable
{
    /// <summary>Start, stop and restart of one instance do not overlap.</summary>
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<EndpointAnnotation, int> _ports = [];

    public RunningResource Owner { get; } = owner;

    public string Id { get; } = id;

    public ChildProcess? Process { get; set; }

    /// <summary>Told to stop while it waits for others: it will not start then.</summary>
    public CancellationTokenSource Starting { get; set; } = new();

    /// <summary>The port this replica listens on; kept over a restart.</summary>
    public int PortOf(EndpointAnnotation endpoint)
    {
        if (!_ports.TryGetValue(endpoint, out var port)) _ports[endpoint] = port = endpoint.IsProxied ? endpoint.TargetPort ?? Ports.Free() : endpoint.AllocatedEndpoint!.Port;
        return port;
    }

    public async Task InTurnAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        Starting.Dispose();
        _turn.Dispose();
    }
}
