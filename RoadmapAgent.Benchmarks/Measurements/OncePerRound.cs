namespace RoadmapAgent.Benchmarks.Measurements;

/// <summary>A load that several measurements look at: it is offered once a round.</summary>
/// <param name="offer">Offers it.</param>
internal sealed class OncePerRound<T>(Func<Round, CancellationToken, Task<T>> offer)
{
    private readonly Dictionary<int, Task<T>> _outcomes = [];

    /// <summary>What came of it in this round; a failure is everybody's.</summary>
    public Task<T> OfAsync(Round round, CancellationToken cancellationToken)
    {
        if (!_outcomes.TryGetValue(round.Number, out var outcome))
        {
            _outcomes[round.Number] = outcome = offer(round, cancellationToken);
        }

        return outcome;
    }
}
