namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>An author's score of a plan; every dimension is 0 to 100.</summary>
public sealed record CurriculumScore(
    double KnowledgeCompleteness,
    double KnowledgeProgression,
    double StageCoherence,
    double ModuleClarity,
    double UserAlignment,
    IReadOnlyList<string> Warnings)
{
    private const double WarningCosts = 5;

    /// <summary>Returns the weighted sum of the dimensions minus 5 for each warning; 0 to 100.</summary>
    public double Overall() => Math.Max(0, Math.Round(
        (0.30 * KnowledgeCompleteness)
            + (0.25 * KnowledgeProgression)
            + (0.20 * StageCoherence)
            + (0.15 * ModuleClarity)
            + (0.10 * UserAlignment)
            - (WarningCosts * Warnings.Count),
        1));
}
