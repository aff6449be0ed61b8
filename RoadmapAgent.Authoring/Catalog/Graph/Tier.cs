namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>The tier of a skill in its field; a skill never requires one of a later tier.</summary>
internal enum Tier
{
    /// <summary>Foundations of the field; taught to beginners, refreshed or left out for others.</summary>
    Foundation,

    /// <summary>Skills of the field's daily work.</summary>
    Core,

    /// <summary>Skills beyond daily work.</summary>
    Specialist,
}
