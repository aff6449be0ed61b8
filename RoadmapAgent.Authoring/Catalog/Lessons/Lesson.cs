namespace RoadmapAgent.Authoring.Catalog.Lessons;

/// <summary>The lesson of one key point. Its texts are Markdown as a learner reads it, without headings.</summary>
/// <param name="Point">The key point's name.</param>
/// <param name="Explanation">The idea, the rule and its limits.</param>
/// <param name="Example">A worked example with its output.</param>
/// <param name="WhatGoesWrong">A realistic mistake, what it does and why.</param>
/// <param name="Exercise">A task with a result that the learner can check alone.</param>
/// <param name="Solution">The solution of the exercise.</param>
/// <param name="YouCanNow">What the learner can do after it.</param>
/// <param name="Code">All its code in order.</param>
internal sealed record Lesson(
    string Point,
    string Explanation,
    string Example,
    string WhatGoesWrong,
    string Exercise,
    string Solution,
    string YouCanNow,
    IReadOnlyList<LessonCode> Code);
