namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>What stands between two words.</summary>
internal enum Pause
{
    /// <summary>White space or a hyphen.</summary>
    None,

    /// <summary>A comma, slash, colon or the like.</summary>
    Comma,

    /// <summary>An opening parenthesis.</summary>
    Open,

    /// <summary>A closing parenthesis.</summary>
    Close,

    /// <summary>The end of a sentence.</summary>
    Sentence,
}
