namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>Checks whether a container runtime is available on this machine.</summary>
public static class ContainerRuntime
{
    private static readonly string[] Clients = ["docker", "podman"];
    private static readonly TimeSpan RuntimePatience = TimeSpan.FromSeconds(5);

    /// <summary>Checks Docker, then Podman. A client without a running engine does not count.</summary>
    /// <param name="cancellationToken">Cancels the check.</param>
    public static async Task<bool> AnswersAsync(CancellationToken cancellationToken = default)
    {
        foreach (var client in Clients.Where(client => InstalledProgram.Find(client) is not null))
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(RuntimePatience);
            try
            {
                await LocalCommand.RunAsync(client, ["ps", "--quiet", "--last", "1"], input: null, patience.Token);
                return true;
            }
            catch (Exception e) when (
                e is DistributedApplicationException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // Try the next one: this engine is down or does not answer in time.
            }
        }

        return false;
    }
}
