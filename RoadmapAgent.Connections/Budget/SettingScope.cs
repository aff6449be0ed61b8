namespace RoadmapAgent.Connections.Budget;

/// <summary>Whose a setting is.</summary>
internal enum SettingScope
{
    Service,
    EveryService,
    Limit,
}
