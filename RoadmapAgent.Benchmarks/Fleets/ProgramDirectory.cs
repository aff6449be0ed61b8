namespace RoadmapAgent.Benchmarks.Fleets;

/// <summary>Puts the directory of a program before all others of this process's search path, until it is disposed.</summary>
internal sealed class ProgramDirectory : IDisposable
{
    private const string Variable = "PATH";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    private ProgramDirectory(string? program)
    {
        if (program is not null)
        {
            var directory = Path.GetDirectoryName(Path.GetFullPath(program));
            Environment.SetEnvironmentVariable(Variable, $"{directory}{Path.PathSeparator}{_before}");
        }
    }

    /// <summary>Finds a program first; null leaves the search path as it is.</summary>
    public static ProgramDirectory First(string? program) => new(program);

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, _before);
}
