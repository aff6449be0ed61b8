namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>Where in a field a skill stands; a skill never needs one of a later tier.</summary>
internal enum Tier
{
    /// <summary>Everybody in the field has it; taught to beginners, refreshed or left out for others.</summary>
    Foundation,

    /// <summary>The field's daily work.</summary>
    Core,

    /// <summary>What is learned on top of daily work.</summary>
    Specialist,
}
