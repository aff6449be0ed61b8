namespace RoadmapAgent.Benchmarks.Bench;

/// <summary>What the command <c>bench</c> is asked for.</summary>
/// <param name="Quick">Whether to take minutes.</param>
/// <param name="Only">The measurements to take; empty for all.</param>
/// <param name="Against">The stored run to compare with; null for none.</param>
/// <param name="Output">Where to store the run; null for the usual place.</param>
/// <param name="NewerPgBouncer">The program of a newer PgBouncer; null for none.</param>
internal sealed record BenchOptions(
    bool Quick, IReadOnlyList<string> Only, FileInfo? Against, DirectoryInfo? Output, FileInfo? NewerPgBouncer)
{
    /// <summary>Where to store the run: what is in the repository has been measured in full.</summary>
    public string Directory => Output?.FullName ?? (Quick || Only.Count > 0 ? "artifacts/bench" : "docs/benchmarks");

    /// <summary>Whether a measurement is asked for.</summary>
    public bool Includes(string name) => Only.Count == 0 || Only.Contains(name);
}
