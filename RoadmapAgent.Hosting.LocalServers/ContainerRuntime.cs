namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>Tells whether a container runtime answers on this machine.</summary>
public static class ContainerRuntime
{
    private static readonly string[] Clients = ["docker", "podman"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks Docker, then Podman. A client without an engine behind it does not count.</summary>
    public static async Task<bool> AnswersAsync()
    {
        foreach (var client in Clients.Where(client => ServerBinaries.Find(client) is not null))
        {
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await LocalCommand.RunAsync(client, ["ps", "--quiet", "--last", "1"], input: null, patience.Token);
                return true;
            }
            catch (Exception e) when (e is DistributedApplicationException or OperationCanceledException)
            {
                // Not this one: its engine is down or does not answer in time.
            }
        }

        return false;
    }
}
