namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>Finds processes on this machine, regardless of who started them.</summary>
internal static class LocalProcesses
{
    /// <summary>Returns the processes with these settings in their environment, such as <c>OTEL_SERVICE_NAME=api</c>.</summary>
    public static IReadOnlyList<LocalProcess> With(params IReadOnlyList<string> settings) => Where(directory =>
    {
        var environment = File.ReadAllText(Path.Combine(directory, "environ")).Split('\0');
        return settings.All(environment.Contains);
    });

    /// <summary>Returns a process's environment as it was when its program started; empty if it has ended.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentOf(LocalProcess process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/environ")
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(variable => variable.Split('=', 2))
                .GroupBy(variable => variable[0])
                .ToDictionary(variable => variable.Key, variable => variable.Last().ElementAtOrDefault(1) ?? "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Dictionary<string, string>();
        }
    }

    /// <summary>Returns all descendants of a process.</summary>
    public static IReadOnlyList<LocalProcess> Below(int id)
    {
        var all = Where(_ => true).ToLookup(process => process.Parent);
        return [.. all[id].SelectMany(child => Below(child.Id).Prepend(child))];
    }

    private static List<LocalProcess> Where(Func<string, bool> wanted)
    {
        var found = new List<LocalProcess>();
        foreach (var directory in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                if (wanted(directory))
                {
                    found.Add(Read(Path.Combine(directory, "stat")));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The process has ended or belongs to another user.
            }
        }

        return found;
    }

    // 4711 (dotnet) S 4242 …: the name may have spaces and parentheses.
    private static LocalProcess Read(string stat)
    {
        var text = File.ReadAllText(stat);
        var (open, close) = (text.IndexOf('(', StringComparison.Ordinal), text.LastIndexOf(')'));
        return new(
            int.Parse(text[..open], provider: null), int.Parse(text[(close + 2)..].Split(' ')[1], provider: null), text[(open + 1)..close]);
    }
}
