using System.Globalization;
using System.Text;

namespace RoadmapAgent.Connections.ConnectionStrings;

/// <summary>
/// Connection URIs of PostgreSQL, <c>postgresql://user:password@host:port/database?sslmode=require</c>:
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
/// </summary>
internal static class PostgresUri
{
    private const string Encoding = "reserved characters must be percent-encoded, such as @ as %40 and / as %2F";

    private static readonly string[] Schemes = ["postgresql://", "postgres://"];

    // libpq's parameters, and Npgsql's keywords for them.
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["user"] = "Username",
        ["password"] = "Password",
        ["dbname"] = "Database",
        ["sslmode"] = "SSL Mode",
        ["sslnegotiation"] = "SSL Negotiation",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["channel_binding"] = "Channel Binding",
        ["gssencmode"] = "GSS Encryption Mode",
        ["options"] = "Options",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["client_encoding"] = "Client Encoding",
        ["passfile"] = "Passfile",
        ["target_session_attrs"] = "Target Session Attributes",
    };

    /// <summary>Tells whether a connection string is a URI of PostgreSQL.</summary>
    public static bool IsUri(string text) => Scheme(text) is not null;

    /// <summary>Converts a URI to Npgsql's keywords.</summary>
    /// <exception cref="FormatException">It is not valid; the message completes "It is not valid: …" and quotes no value.</exception>
    public static IEnumerable<(string Keyword, string Value)> Parse(string uri)
    {
        var rest = uri.Trim()[(Scheme(uri) ?? throw new FormatException("it is not a URI of PostgreSQL")).Length..];
        var end = rest.IndexOfAny(['/', '?', '#']) is var index && index < 0 ? rest.Length : index;
        var (authority, tail) = (rest[..end], rest[end..]);
        // Behind an unencoded / or ?, the rest of a password would be taken for something that is shown.
        if (tail.Contains('@', StringComparison.Ordinal) || tail.Contains('#', StringComparison.Ordinal))
        {
            throw new FormatException(Encoding);
        }

        var query = tail.IndexOf('?', StringComparison.Ordinal) is var mark && mark < 0 ? tail.Length : mark;
        var database = tail[..query].TrimStart('/');
        var pairs = new List<(string Keyword, string Value)>();
        pairs.AddRange(Login(authority));
        pairs.AddRange(Hosts(authority[(authority.LastIndexOf('@') + 1)..]));
        if (database.Length > 0)
        {
            pairs.Add(("Database", Decode(database)));
        }

        pairs.AddRange(Parameters(tail[query..].TrimStart('?')));
        return pairs.GroupBy(pair => pair.Keyword).FirstOrDefault(pair => pair.Count() > 1) is { } twice
            ? throw new FormatException($"it sets '{twice.Key}' twice")
            : pairs;
    }

    private static string? Scheme(string text) =>
        Schemes.FirstOrDefault(scheme => text.TrimStart().StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(string, string)> Login(string authority)
    {
        if (authority.LastIndexOf('@') is >= 0 and var at)
        {
            var login = authority[..at].Split(':', 2);
            if (login[0].Length > 0)
            {
                yield return ("Username", Decode(login[0]));
            }

            if (login is [_, { Length: > 0 } password])
            {
                yield return ("Password", Decode(password));
            }
        }
    }

    private static IEnumerable<(string, string)> Hosts(string text)
    {
        var hosts = text.Split(',').Select(Host).ToList();
        if (hosts is [var (host, port)])
        {
            if (host.Length > 0)
            {
                yield return ("Host", host);
            }

            if (port is { } number)
            {
                yield return ("Port", number);
            }
        }
        else
        {
            // Npgsql reads a colon in a list of hosts as the start of the port, unless the address is in brackets.
            yield return ("Host", string.Join(',', hosts.Select(host =>
                (host.Name.Contains(':', StringComparison.Ordinal) ? $"[{host.Name}]" : host.Name)
                + (host.Port is { } number ? $":{number}" : ""))));
        }
    }

    private static (string Name, string? Port) Host(string text)
    {
        var bracket = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : 0;
        var colon = bracket < 0 ? -1 : text.IndexOf(':', bracket);
        if (bracket < 0 || text.Count(character => character is '[' or ']') != (bracket > 0 ? 2 : 0)
            || (bracket > 0 && colon != bracket + 1 && bracket + 1 != text.Length))
        {
            throw new FormatException("the address of a host in brackets is not complete");
        }

        var name = bracket > 0 ? text[1..bracket] : text[..(colon < 0 ? text.Length : colon)];
        var port = colon < 0 || colon + 1 == text.Length ? null : text[(colon + 1)..];
        if (port is not null
            && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65_535))
        {
            throw new FormatException($"the port of a host must be between 1 and 65535; in a user name or password, {Encoding}");
        }

        return (Decode(name), port);
    }

    private static IEnumerable<(string, string)> Parameters(string query)
    {
        foreach (var parameter in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (parameter.Split('=', 2) is not [var name, var value])
            {
                throw new FormatException("every parameter behind the ? must be name=value");
            }

            if (!Keywords.TryGetValue(name, out var keyword))
            {
                throw new FormatException(
                    name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
                        ? $"the parameter '{name}' is not supported; remove it"
                        : "a parameter behind the ? is not supported; remove it");
            }

            yield return (keyword, Value(name, Decode(value)));
        }
    }

    private static string Value(string name, string value) => name switch
    {
        "sslmode" or "sslnegotiation" or "channel_binding" or "gssencmode" => value.Replace("-", "", StringComparison.Ordinal),
        _ => value,
    };

    // Unlike in a form, + is not a blank: https://www.rfc-editor.org/rfc/rfc3986#section-2.1
    private static string Decode(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                bytes.AddRange(System.Text.Encoding.UTF8.GetBytes(text, i, char.IsSurrogatePair(text, i) ? 2 : 1));
                i += char.IsSurrogatePair(text, i) ? 1 : 0;
            }
            else if (i + 2 < text.Length && byte.TryParse(
                text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                throw new FormatException("a % in it must be written as %25");
            }
        }

        try
        {
            var decoded = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString([.. bytes]);
            return decoded.Any(char.IsControl) ? throw new FormatException("it contains a control character") : decoded;
        }
        catch (ArgumentException)
        {
            throw new FormatException("its percent-encoding is not UTF-8");
        }
    }
}
