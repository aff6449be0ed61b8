using System.Globalization;

namespace RoadmapAgent.Benchmarks.Fleets;

/// <summary>The processes of this machine at one moment, as Linux describes them in <c>/proc</c>.</summary>
internal sealed class ProcessTree
{
    // USER_HZ, which every architecture that .NET runs on has at 100.
    private const double TicksPerSecond = 100;

    private readonly IReadOnlyDictionary<int, (int Parent, double CpuSeconds)> _processes;
    private readonly ILookup<int, int> _children;

    private ProcessTree(IReadOnlyDictionary<int, (int Parent, double CpuSeconds)> processes)
    {
        _processes = processes;
        _children = processes.ToLookup(process => process.Value.Parent, process => process.Key);
    }

    /// <summary>Looks at all processes.</summary>
    public static ProcessTree Read()
    {
        var processes = new Dictionary<int, (int, double)>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), out var id) && Text(id, "stat") is { Length: > 0 } stat)
            {
                processes[id] = Parse(stat);
            }
        }

        return new(processes);
    }

    /// <summary>Reads the parent and the CPU time of a process and of its ended children from its <c>stat</c>.</summary>
    public static (int Parent, double CpuSeconds) Parse(string stat)
    {
        // 4711 (a name) S 4242 …: the name may have spaces and parentheses. utime, stime, cutime and cstime are fields 14 to 17.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            fields[11..15].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond);
    }

    /// <summary>The processes whose environment has a variable with this value.</summary>
    public IReadOnlyList<int> WithEnvironment(string variable, string value) =>
        [.. _processes.Keys.Where(id => Text(id, "environ").Split('\0').Contains($"{variable}={value}"))];

    /// <summary>The environment that a process was started with.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentOf(int id) => Text(id, "environ")
        .Split('\0', StringSplitOptions.RemoveEmptyEntries)
        .Select(variable => variable.Split('=', 2))
        .GroupBy(variable => variable[0])
        .ToDictionary(variable => variable.Key, variable => variable.Last().ElementAtOrDefault(1) ?? "");

    /// <summary>The processes whose command line contains a text.</summary>
    public IReadOnlyList<int> WithArgument(string text) =>
        [.. _processes.Keys.Where(id => Text(id, "cmdline").Contains(text, StringComparison.Ordinal))];

    /// <summary>The CPU time of these processes, their descendants, and those of either that have ended, in seconds.</summary>
    public double CpuSeconds(IEnumerable<int> roots) => Below(roots).Sum(id => _processes[id].CpuSeconds);

    /// <summary>The memory of a process in MB, with its share of what it has in common with others; 0 if it has ended.</summary>
    public static double ProportionalMegabytes(int id)
    {
        var line = Text(id, "smaps_rollup").Split('\n').FirstOrDefault(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        var kilobytes = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return kilobytes is null ? 0 : double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
    }

    private HashSet<int> Below(IEnumerable<int> roots)
    {
        var found = new HashSet<int>();
        var open = new Stack<int>(roots);
        while (open.TryPop(out var id))
        {
            if (found.Add(id))
            {
                foreach (var child in _children[id])
                {
                    open.Push(child);
                }
            }
        }

        return found;
    }

    private static string Text(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process has ended or belongs to another user.
            return "";
        }
    }
}
