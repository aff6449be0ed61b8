namespace RoadmapAgent.Api.Validation;

/// <summary>A <see cref="Named{T}"/> of any enumeration.</summary>
internal interface INamed
{
    /// <summary>The name as sent; null if the field is missing.</summary>
    string? Text { get; }

    /// <summary>Whether there is a value of this name.</summary>
    bool Exists { get; }

    /// <summary>The names of all values.</summary>
    IReadOnlyList<string> Names { get; }
}
