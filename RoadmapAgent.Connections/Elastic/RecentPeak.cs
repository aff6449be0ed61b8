namespace RoadmapAgent.Connections.Elastic;

/// <summary>The highest of the numbers of the last seconds.</summary>
/// <param name="memory">How long a number counts.</param>
internal sealed class RecentPeak(TimeSpan memory)
{
    // Oldest first, and falling: a number that is followed by a higher one cannot become the highest.
    private readonly LinkedList<(DateTimeOffset At, int Value)> _numbers = [];

    /// <summary>The highest number; 0 if there is none.</summary>
    public int Value => _numbers.First?.Value.Value ?? 0;

    /// <summary>Adds a number, and forgets those that are too old.</summary>
    public void Add(DateTimeOffset at, int value)
    {
        while (_numbers.Last is { } last && last.Value.Value <= value)
        {
            _numbers.RemoveLast();
        }

        _numbers.AddLast((at, value));
        while (_numbers.First is { } first && at - first.Value.At > memory)
        {
            _numbers.RemoveFirst();
        }
    }
}
