using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>
/// The commands of a <see cref="SimulatedRoadmap"/>. One may be delivered any number of times and at any time, and stays with the broker
/// until it is done with.
/// </summary>
internal sealed class SimulatedBroker
{
    private readonly List<Command> _sent = [];
    private readonly HashSet<int> _undelivered = [];
    private readonly HashSet<int> _stored = [];

    /// <summary>Whether the broker has nothing left.</summary>
    public bool IsDrained => _undelivered.Count == 0;

    /// <summary>The message with a number.</summary>
    public object this[int message] => _sent[message].Message;

    /// <summary>Selects one of all messages that were ever sent.</summary>
    /// <param name="pick">Any number; selects the message.</param>
    public int AnySent(int pick) => pick % _sent.Count;

    /// <summary>Selects a message that the broker still has; null if it has none.</summary>
    /// <param name="pick">Any number; selects the message.</param>
    public int? AnyLeft(int pick) => _undelivered.Count == 0 ? null : _undelivered.Order().ElementAt(pick % _undelivered.Count);

    /// <summary>Whether the broker still has the message.</summary>
    public bool Has(int message) => _undelivered.Contains(message);

    /// <summary>Whether the broker still has a matching message whose outcome has not been stored.</summary>
    public bool HasCommand(Func<object, bool> matches) =>
        _undelivered.Any(message => !_stored.Contains(message) && matches(_sent[message].Message));

    /// <summary>Whether the outcome of the message has been stored.</summary>
    public bool IsStored(int message) => _stored.Contains(message);

    public void Send(IEnumerable<Command> commands)
    {
        foreach (var command in commands)
        {
            _undelivered.Add(_sent.Count);
            _sent.Add(command);
        }
    }

    /// <summary>Removes a message without an outcome; false if the broker no longer had it.</summary>
    public bool Remove(int message) => _undelivered.Remove(message);

    /// <summary>Removes a message whose outcome has been stored.</summary>
    public void Done(int message)
    {
        _stored.Add(message);
        _undelivered.Remove(message);
    }
}
