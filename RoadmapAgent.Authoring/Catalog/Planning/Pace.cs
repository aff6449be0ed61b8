namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>The workload of a plan by the learner's hours per week.</summary>
internal enum Pace
{
    /// <summary>At most 5 hours: the essentials.</summary>
    Light,

    /// <summary>6 to 14 hours.</summary>
    Steady,

    /// <summary>15 hours and more: extra skills, depth and practice.</summary>
    Intensive,
}
