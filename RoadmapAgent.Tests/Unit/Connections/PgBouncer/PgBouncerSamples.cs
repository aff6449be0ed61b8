using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Tests.Unit.Connections.PgBouncer;

internal static class PgBouncerSamples
{
    public static PgBouncerConfiguration Fleet { get; } = new()
    {
        ListenAddress = "127.0.0.1",
        ListenPort = 6432,
        UserListPath = "/var/lib/pooler/userlist.txt",
        AccessRulesPath = "/var/lib/pooler/pgbouncer_hba.conf",
        Databases =
        [
            new("roadmap_api", "127.0.0.1", 5432, "roadmap", PoolSize: 14),
            new("roadmap_content", "127.0.0.1", 5432, "roadmap", PoolSize: 16, Reserve: 2),
        ],
        Users =
        [
            new("roadmap_api", "secret-a"),
            new("roadmap_content", "secret-c"),
            new("watcher", "secret-w", PgBouncerConsoleAccess.Stats),
            new("operator", "secret-o", PgBouncerConsoleAccess.Admin),
        ],
    };

    /// <summary>A section of an ini text as PgBouncer's parser reads it: key, equals sign, and the trimmed rest of the line.</summary>
    public static Dictionary<string, string> Section(string ini, string section)
    {
        var lines = ini.Split('\n').SkipWhile(line => line != $"[{section}]").Skip(1).TakeWhile(line => !line.StartsWith('['));
        return lines.Where(line => line.Length > 0)
            .Select(line => line.Split('=', 2))
            .ToDictionary(parts => parts[0].Trim(), parts => parts[1].Trim());
    }
}
