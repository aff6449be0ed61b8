namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>What became of one wish of a reviewer.</summary>
/// <param name="Wish">The line of the feedback.</param>
/// <param name="Outcome">Whether it was fulfilled.</param>
/// <param name="Answer">One or two sentences: what was changed, or why it was not.</param>
public sealed record FeedbackAnswer(string Wish, FeedbackOutcome Outcome, string Answer);
