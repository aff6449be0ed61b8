using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.Elastic;

namespace RoadmapAgent.Tests.Unit.Connections.Elastic;

/// <summary>
/// A pooler as PgBouncer 1.18 was seen to behave: a reload changes sizes at once and closes nothing; idle connections above the size are
/// closed within a third of a second; those in use go from client to client while clients wait, unless they were told to reconnect.
/// </summary>
internal sealed class SimulatedPooler(IReadOnlyList<ElasticShare> shares)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly int[] _sizes = [.. shares.Select(share => share.Share)];
    private readonly int[] _connections = new int[shares.Count];
    private readonly int[] _closing = new int[shares.Count];
    private readonly int[] _clients = new int[shares.Count];

    public IReadOnlyList<int> Sizes => _sizes;

    public DateTimeOffset Now { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>The most server connections there have been at once.</summary>
    public int Most { get; private set; }

    public int Changes { get; private set; }

    /// <summary>Lets clients work for one interval.</summary>
    /// <param name="clients">The clients of every share that need a connection all the time.</param>
    /// <param name="ended">Whether the transactions that were told to make room have ended.</param>
    public void Work(IReadOnlyList<int> clients, bool ended = true)
    {
        Now += Interval;
        for (var i = 0; i < shares.Count; i++)
        {
            _clients[i] = clients[i];
            if (ended)
            {
                _connections[i] -= _closing[i];
                _closing[i] = 0;
                var idle = Math.Max(0, _connections[i] - clients[i]);
                _connections[i] -= Math.Clamp(_connections[i] - _sizes[i], 0, idle);
            }

            _connections[i] += Math.Max(0, Math.Min(clients[i], _sizes[i]) - _connections[i]);
        }

        Most = Math.Max(Most, _connections.Sum());
    }

    public IReadOnlyList<ElasticReading> Read() =>
    [
        .. shares.Select((_, i) =>
        {
            var active = Math.Min(_clients[i], _connections[i]);
            return new ElasticReading(_sizes[i], _connections[i], active, _clients[i] - active, TimeSpan.Zero);
        }),
    ];

    public void Apply(ElasticStep step)
    {
        Changes += step.IsChanged ? 1 : 0;
        for (var i = 0; i < shares.Count; i++)
        {
            _sizes[i] = step.Sizes[i];
        }

        foreach (var i in step.Reconnects)
        {
            _closing[i] = _connections[i];
        }
    }
}
