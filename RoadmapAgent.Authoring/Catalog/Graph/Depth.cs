namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>The depth of a key point.</summary>
internal enum Depth
{
    /// <summary>Basics for beginners.</summary>
    Basic,

    /// <summary>Knowledge that every user of the skill needs.</summary>
    Core,

    /// <summary>Knowledge of experienced users.</summary>
    Deep,
}
