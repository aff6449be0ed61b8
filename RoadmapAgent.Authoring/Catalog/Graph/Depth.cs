namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>How far a key point goes.</summary>
internal enum Depth
{
    /// <summary>What a beginner meets first.</summary>
    Basic,

    /// <summary>What everybody who uses the skill must know.</summary>
    Core,

    /// <summary>What tells an experienced user apart.</summary>
    Deep,
}
