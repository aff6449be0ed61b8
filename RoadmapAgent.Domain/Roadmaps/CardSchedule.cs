namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>
/// When a question that was missed is asked again, by the algorithm SM-2 (P. A. Woźniak, <i>Optimization of Learning</i>, Poznań
/// University of Technology, 1990, section 3.2). Its six grades are reduced to two: a right answer counts as 4, a wrong one as 2.
/// </summary>
/// <remarks>
/// The original does not change the ease after a wrong answer. Here it follows the formula after every answer at the due time: 4 leaves it
/// as it is and 2 lowers it, so that a question that is missed repeatedly comes back more often.
/// </remarks>
/// <param name="IntervalDays">Days from the last answer to the next one; 1 to <see cref="MaxIntervalDays"/>.</param>
/// <param name="Ease">The factor by which a right answer lengthens the interval; <see cref="MinEase"/> to <see cref="FirstEase"/>.</param>
/// <param name="DueAt">When the question is asked again.</param>
public sealed record CardSchedule(int IntervalDays, double Ease, DateTimeOffset DueAt)
{
    /// <summary>The longest interval: a year.</summary>
    public const int MaxIntervalDays = 365;

    /// <summary>The ease of a question that has been missed for the first time.</summary>
    public const double FirstEase = 2.5;

    /// <summary>The lowest ease.</summary>
    public const double MinEase = 1.3;

    private const int FirstIntervalDays = 1;
    private const int SecondIntervalDays = 6;
    private const int WrongGrade = 2;

    private int Lengthened => IntervalDays == FirstIntervalDays
        ? SecondIntervalDays
        : (int)Math.Min(MaxIntervalDays, Math.Ceiling(IntervalDays * Ease));

    /// <summary>The schedule of a question that was missed in a quiz.</summary>
    /// <param name="at">The time of the answer.</param>
    public static CardSchedule Missed(DateTimeOffset at) => Begin(FirstEase, at);

    /// <summary>Returns the schedule after an answer.</summary>
    /// <param name="right">Whether the answer was right.</param>
    /// <param name="at">The time of the answer.</param>
    public CardSchedule After(bool right, DateTimeOffset at) => (right, IsDue: at >= DueAt) switch
    {
        (true, IsDue: true) => this with { IntervalDays = Lengthened, DueAt = at.AddDays(Lengthened) },
        // Says nothing about how long it is remembered: the same answer sent twice, for example.
        (true, IsDue: false) => this,
        (false, IsDue: true) => Begin(Math.Max(MinEase, Ease + EaseChange(WrongGrade)), at),
        (false, IsDue: false) => Begin(Ease, at),
    };

    private static CardSchedule Begin(double ease, DateTimeOffset at) => new(FirstIntervalDays, ease, at.AddDays(FirstIntervalDays));

    private static double EaseChange(int grade) => 0.1 - ((5 - grade) * (0.08 + ((5 - grade) * 0.02)));
}
