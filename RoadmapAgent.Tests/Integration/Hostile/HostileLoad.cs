using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>Sends hostile requests, several at a time, and judges every answer.</summary>
/// <param name="description">The API.</param>
/// <param name="address">Where it listens.</param>
/// <param name="live">Returns what lives at the moment.</param>
internal sealed class HostileLoad(ApiDescription description, Uri address, Func<LiveIds> live)
{
    /// <summary>The header that identifies the caller. Default: the two local identities.</summary>
    public Func<Caller, (string Name, string Value)?> Credentials { get; init; } = caller => caller switch
    {
        Caller.Owner => ("Cookie", "roadmap-agent-identity=ada"),
        Caller.Other => ("Cookie", "roadmap-agent-identity=grace"),
        _ => null,
    };

    /// <summary>A text that no answer may contain.</summary>
    public string Secret { get; init; } = FleetFixture.SecretMark;

    private const int Clients = 6;

    // Generous: an answer that takes so long never comes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Oracle _oracle = new(description);

    /// <summary>What was answered.</summary>
    public Tally Tally { get; } = new();

    /// <summary>Sends requests.</summary>
    /// <param name="seed">Decides them.</param>
    /// <param name="requests">How many.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task RunAsync(int seed, int requests, CancellationToken cancellationToken) => Task.WhenAll(
        Enumerable.Range(0, Clients).Select(client => Task.Run(
            () => RunClientAsync(unchecked((seed * 31) + client), (requests + client) / Clients, cancellationToken),
            cancellationToken)));

    private async Task RunClientAsync(int seed, int requests, CancellationToken cancellationToken)
    {
        var forge = new RequestForge(seed, description, address.Authority, live, Credentials);
        using var client = new RawClient(address.Host, address.Port);
        for (var n = 0; n < requests; n++)
        {
            var request = forge.Next();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            try
            {
                var answer = await client.SendAsync(request, patience.Token);
                Tally.Add(request, answer, _oracle.Defects(request, answer, Secret));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Tally.Add(request, new(0, new Dictionary<string, string>(), [], Patience), [Oracle.Late(Patience)]);
            }
        }
    }
}
