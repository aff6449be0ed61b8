namespace RoadmapAgent.Authoring.Catalog.Lessons;

/// <summary>What a lesson says about running a piece of its code.</summary>
internal enum CodeUse
{
    /// <summary>It is shown only.</summary>
    Shown,

    /// <summary>It runs without an error and prints exactly its output.</summary>
    Runs,

    /// <summary>It ends with an error whose message contains every line of its output.</summary>
    Fails,
}
