namespace RoadmapAgent.Connections.Budget;

/// <summary>The scope of a setting.</summary>
internal enum SettingScope
{
    Service,
    EveryService,
    Limit,
}
