namespace RoadmapAgent.ServiceDefaults.Database;

/// <summary>
/// Whether the migrations of this version have completed, as far as this process knows. Until then a missing table or privilege means that
/// a migration is still running, and not that a statement is wrong.
/// </summary>
public sealed class SchemaReadiness
{
    private volatile bool _complete;

    /// <summary>Whether the migrations have completed; false until that has been seen.</summary>
    public bool IsComplete => _complete;

    /// <summary>Records that the migrations have completed.</summary>
    public void Complete() => _complete = true;
}
