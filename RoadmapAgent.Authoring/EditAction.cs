namespace RoadmapAgent.Authoring;

/// <summary>The action of an edit.</summary>
public enum EditAction
{
    /// <summary>Adds the target.</summary>
    Add,

    /// <summary>Removes the target.</summary>
    Remove,

    /// <summary>Changes the target.</summary>
    Modify,

    /// <summary>Moves the target.</summary>
    Reorder,
}
