namespace RoadmapAgent.Authoring.Catalog.Lessons;

/// <summary>A piece of code of a lesson.</summary>
/// <param name="Language">The language as the file names it, in lower case.</param>
/// <param name="Code">The code.</param>
/// <param name="Use">Whether it can be run, and how it ends.</param>
/// <param name="Output">What it prints, or lines of its error message; empty for code that is shown only.</param>
internal sealed record LessonCode(string Language, string Code, CodeUse Use, string Output);
