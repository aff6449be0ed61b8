using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace RoadmapAgent.Tests.Unit.Data.Migrations;

/// <summary>Parses SQL well enough to find relations and session state, which a transaction pooler does not support.</summary>
internal static partial class SqlText
{
    /// <summary>The scripts embedded in an assembly, by name.</summary>
    public static IReadOnlyDictionary<string, string> Scripts(Assembly assembly) => assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
        .ToDictionary(name => name, name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return Comment().Replace(reader.ReadToEnd(), "");
        });

    /// <summary>The SQL among the string literals of an assembly's code.</summary>
    public static IReadOnlyList<string> Literals(Assembly assembly)
    {
        using var file = File.OpenRead(assembly.Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var found = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            var text = metadata.GetUserString(handle);
            if (Statement().IsMatch(text))
            {
                found.Add(text);
            }
        }

        return found;
    }

    /// <summary>The relations that a statement uses, without functions and common table expressions.</summary>
    public static IReadOnlyList<string> Relations(string sql)
    {
        var own = CommonTable().Matches(sql).Select(match => match.Groups["name"].Value).ToHashSet();
        return [.. Relation().Matches(sql).Select(match => match.Groups["name"].Value).Where(name => !own.Contains(name)).Distinct()];
    }

    /// <summary>
    /// The session state in a statement, which would outlive its transaction and leak to another client behind the pooler.
    /// </summary>
    public static IReadOnlyList<string> SessionState(string sql) => [.. Session().Matches(sql).Select(match => match.Value.Trim())];

    [GeneratedRegex("--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|MERGE|CREATE|ALTER|DROP|TRUNCATE|GRANT|REVOKE|LOCK|SET|RESET|DISCARD|"
        + @"LISTEN|UNLISTEN|NOTIFY|PREPARE|DEALLOCATE|DECLARE|COPY)\s+\S")]
    private static partial Regex Statement();

    [GeneratedRegex(@"(?:\bWITH|,)\s+(?<name>\w+)\s+AS\s*(?:MATERIALIZED\s*)?\(")]
    private static partial Regex CommonTable();

    [GeneratedRegex("""
        (?: (?<!\bDISTINCT\s)\b(?:FROM|JOIN|USING)\s+(?:ONLY\s+|LATERAL\s+)?(?!LATERAL|ONLY|\w+(?:\.\w+)*\s*\()
          | \b(?:INSERT\s+INTO|MERGE\s+INTO|TRUNCATE|COPY|LOCK\s+TABLE|REFERENCES)\s+
          | (?<!\b(?:DO|FOR|KEY)\s)\bUPDATE\s+(?:ONLY\s+)?(?=\w+(?:\.\w+)*\s)
          | \b(?:CREATE|ALTER|DROP)\s+TABLE\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?
          | \b(?:INDEX|TRIGGER|POLICY)\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?\w+\s+ON\s+ )
        (?<name>[a-z_]\w*(?:\.\w+)*)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Relation();

    [GeneratedRegex("""
        (?: ^ | ; ) \s* (?: SET \s (?! \s* LOCAL \b ) | RESET \s | DISCARD \s | PREPARE \s | DEALLOCATE \s | LOCK \s )
          | \b (?: LISTEN | UNLISTEN | NOTIFY ) \b
          | \b pg_(?:try_)?advisory_(?: lock | unlock ) \w*
          | (?<! \b REVOKE \b [^;]* ) \b (?: TEMP | TEMPORARY ) \s
          | \b search_path \b | \b set_config \b | \b WITH \s+ HOLD \b | \b pg_notify \b
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase)]
    private static partial Regex Session();
}
