namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>What an error says about the work that met it.</summary>
public enum ErrorKind
{
    /// <summary>Something the work depends on is unavailable; the same work can succeed later.</summary>
    Outage,

    /// <summary>The work itself is at fault and fails every time.</summary>
    OwnFault,

    /// <summary>A defect of this program, or a side effect of an outage. Only repeated failures tell.</summary>
    Defect,
}
