namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>What a goal says about the things that it names.</summary>
internal enum Mood
{
    /// <summary>They are to be learned.</summary>
    Wanted,

    /// <summary>The learner has or comes from them.</summary>
    Known,

    /// <summary>They say who the learner is.</summary>
    Role,

    /// <summary>They are not wanted.</summary>
    Excluded,

    /// <summary>They are what the wanted skills are for.</summary>
    Purpose,

    /// <summary>Nothing.</summary>
    Ignored,
}
