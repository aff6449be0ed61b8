using System.Data.Common;
using System.Globalization;
using System.Text;

namespace RoadmapAgent.Connections.ConnectionStrings;

/// <summary>
/// Reads the connection strings of a person: keywords, or the URI that hosting providers show. What is wrong with one is said without
/// quoting any of it, because the password may stand anywhere in a string that cannot be read.
/// </summary>
public static class PostgresConnectionString
{
    private const string Forms =
        "Write it as Host=…;Port=…;Username=…;Password=…;Database=…, with quotes around a value that contains a semicolon, "
        + "or as postgresql://user:password@host:port/database.";

    /// <summary>Reads a connection string and writes it as keywords.</summary>
    /// <param name="setting">The setting it is from, for the message.</param>
    /// <param name="text">The connection string.</param>
    /// <param name="driver">An empty connection string builder of the driver, which knows its keywords and their values.</param>
    /// <returns>The connection string as the driver writes it.</returns>
    /// <exception cref="ArgumentException">
    /// It cannot be read; the message names the setting and never quotes a value, and there is no inner exception that could.
    /// </exception>
    public static string Read(string setting, string text, DbConnectionStringBuilder driver)
    {
        ArgumentException.ThrowIfNullOrEmpty(setting);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(driver);
        var number = 0;
        foreach (var (keyword, value) in Pairs(setting, text))
        {
            number++;
            if (!driver.ContainsKey(keyword))
            {
                // What looks like a keyword may be the second half of a password with a semicolon.
                throw Refusal(setting, string.Create(CultureInfo.InvariantCulture, $"keyword {number} is unknown"));
            }

            if (!TrySet(driver, keyword, value))
            {
                throw Refusal(setting, $"the value of '{keyword}' is not one of its values");
            }
        }

        return driver.TryGetValue("Host", out var host) && host is string { Length: > 0 }
            ? driver.ConnectionString
            : throw Refusal(setting, "it names no host");
    }

    /// <summary>Writes a value so that it can follow <c>keyword=</c> in a connection string, whatever characters it contains.</summary>
    /// <param name="value">The value.</param>
    public static string Quote(string value)
    {
        var pair = new StringBuilder();
        DbConnectionStringBuilder.AppendKeyValuePair(pair, "k", value);
        return pair.ToString(2, pair.Length - 2);
    }

    private static IEnumerable<(string Keyword, string Value)> Pairs(string setting, string text)
    {
        try
        {
            return PostgresUri.IsUri(text) ? PostgresUri.Parse(text) : Keywords(text);
        }
        catch (FormatException e)
        {
            throw Refusal(setting, e.Message);
        }
        catch (ArgumentException)
        {
            throw Refusal(setting, "it is neither keywords nor a URI of PostgreSQL");
        }
    }

    private static List<(string, string)> Keywords(string text)
    {
        var keywords = new DbConnectionStringBuilder { ConnectionString = text };
        return [.. keywords.Keys.Cast<string>().Select(keyword => (keyword, (string)keywords[keyword]))];
    }

    private static bool TrySet(DbConnectionStringBuilder driver, string keyword, string value)
    {
        try
        {
            driver[keyword] = value;
            return true;
        }
        catch (Exception e) when (
            e is ArgumentException or FormatException or OverflowException or InvalidCastException or NotSupportedException)
        {
            return false;
        }
    }

    private static ArgumentException Refusal(string setting, string problem) => new($"{setting} is not valid: {problem}. {Forms}");
}
