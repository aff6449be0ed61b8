namespace RoadmapAgent.Data.Migrations;

/// <summary>Names of roles and databases in statements, which take no parameters for them.</summary>
internal static class SqlName
{
    /// <summary>Quotes a name: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Quotes the parts of a setting's name, such as <c>my.own</c>.</summary>
    public static string QuoteSetting(string name) => string.Join('.', name.Split('.').Select(Quote));
}
