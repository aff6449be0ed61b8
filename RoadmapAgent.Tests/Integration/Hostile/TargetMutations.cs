using System.Text;
using System.Text.RegularExpressions;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>What can be wrong with the method, the path and the query of a request, and with a body that it should not have.</summary>
/// <param name="random">Chooses.</param>
/// <param name="values">Makes values.</param>
internal sealed partial class TargetMutations(Random random, ValueForge values)
{
    // Percent-encoded: NUL, controls, what is no UTF-8 or not the shortest form of it, surrogates, marks of direction, SQL, paths.
    private static readonly string[] Encoded =
    [
        "%00", "a%00b", "%0d%0aX-Injected:%201", "%1b%5b31m", "%ff", "%c0%af", "%ed%a0%80", "%f8%88%80%80%80", "%e2%82", "%zz", "%", "%2",
        "%25%30%30",
        "%e2%80%ae", "%f0%9f%91%a9%e2%80%8d%f0%9f%92%bb", "%27%3b--", "%25%27", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f", "%5c", "+", "%20",
        "%u0041",
        "NaN", "-1", "1e3", "%d9%a3", "99999999999999999999", "0x1", "null", "[]", "%7b%7d", "true", "1,2",
    ];

    private static readonly string[] Methods =
    [
        "PATCH", "TRACE", "OPTIONS", "HEAD", "PUT", "DELETE", "POST", "GET", "FOO", "get", "PROPFIND", "M-SEARCH", "QUERY",
        new string('A', 300),
    ];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Action<Draft>> All =>
    [
        ParameterLimit, ParameterLimit, ParameterLimit, ParameterValue, ParameterValue, RepeatedParameter, UnknownParameter, LongQuery,
        OtherMethod, OtherMethod, MalformedId, OddPath, OddPath, OddTarget, UnexpectedBody,
    ];

    private void ParameterLimit(Draft draft)
    {
        var limited = draft.Operation.Parameters.Where(one => one.In != "path").Select(one => (one, values.Limits(one.Schema)))
            .Where(one => one.Item2.Count > 0).ToList();
        if (limited.Count == 0)
        {
            ParameterValue(draft);
            return;
        }

        var (parameter, limits) = values.Pick(limited);
        var (kind, json, isValid) = values.Pick(limits);
        var text = RequestForge.Plain(json);
        if (parameter.In == "header")
        {
            draft.Set(parameter.Name, Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text)));
        }
        else
        {
            draft.Query.RemoveAll(one => one.StartsWith($"{parameter.Name}=", StringComparison.Ordinal));
            draft.Query.Add($"{parameter.Name}={Uri.EscapeDataString(text)}");
        }

        draft.Be($"{kind} as a parameter", isValid ? draft.Expectation : Expectation.Forbidden, isValid ? null : parameter.Name);
    }

    private void ParameterValue(Draft draft)
    {
        var queries = draft.Operation.Parameters.Where(parameter => parameter.In == "query").ToList();
        var name = queries.Count > 0 ? values.Pick(queries).Name : "a";
        draft.Query.RemoveAll(one => one.StartsWith($"{name}=", StringComparison.Ordinal));
        draft.Query.Add($"{name}={values.Pick(Encoded)}");
        draft.Be("an unusual parameter");
    }

    private void RepeatedParameter(Draft draft)
    {
        var queries = draft.Operation.Parameters.Where(parameter => parameter.In == "query").ToList();
        var name = queries.Count > 0 ? values.Pick(queries).Name : "a";
        draft.Query.AddRange([$"{name}=1", $"{name}={values.Pick(Encoded)}", $"{name}[]=2", name, $"{name}=", $"={name}", "&&", ";"]);
        draft.Be("a repeated parameter");
    }

    private void UnknownParameter(Draft draft)
    {
        draft.Query.Add($"{values.Pick(Encoded)}={values.Pick(Encoded)}");
        draft.Be("an unknown parameter");
    }

    private void LongQuery(Draft draft)
    {
        var (size, isMany) = (values.Pick((int[])[1_000, 7_000, 9_000, 20_000]), random.Next(2) == 0);
        draft.Query.Add(isMany ? string.Join('&', Enumerable.Range(0, size / 8).Select(i => $"a{i}=b")) : $"a={new string('x', size)}");
        draft.Be("a long query");
    }

    private void OtherMethod(Draft draft)
    {
        draft.Method = values.Pick([.. Methods.Where(method => method != draft.Method)]);
        draft.IsElsewhere = true;
        draft.Be("another method");
    }

    private void MalformedId(Draft draft)
    {
        string[] ids =
        [
            "42", "", "%20", "{00000000-0000-0000-0000-000000000000}", "00000000000000000000000000000000",
            "urn:uuid:00000000-0000-0000-0000-000000000000",
            "00000000-0000-0000-0000-00000000000g", "(00000000-0000-0000-0000-000000000000)", "%00", "..", "%2e%2e", "a%2fb", "a/b", "*",
            "null",
            "+00000000-0000-0000-0000-000000000000", "0x00000000-0000-0000-0000-000000000000", "%7b0x0%7d", new string('1', 3_000),
        ];
        draft.Path = Id().Replace(draft.Path, _ => values.Pick(ids), 1);
        draft.IsElsewhere = true;
        draft.Be("a malformed id");
    }

    private void OddPath(Draft draft)
    {
        var at = random.Next(draft.Path.Length + 1);
        var odd = values.Pick((string[])
        [
            "/../", "/./", "//", "\\", "%2f", "%5c", ";a=b", "%00", "%", "%zz", "%c0%ae%c0%ae/", "%252e%252e/", "\u00ff", "\u00c3\u00a4",
            "%ed%a0%80", " ", "%20", ".",
            "..", "#a", "?", "%3f", "%23", "/%2e%2e/", "~", "|", "\"", "<x>", "%e2%80%ae", "%0a", new string('a', 5_000),
            new string('/', 5_000),
        ]);
        draft.Path = draft.Path.Insert(at, odd);
        draft.IsElsewhere = true;
        draft.Be("an odd path");
    }

    private void OddTarget(Draft draft)
    {
        var host = draft.Headers.First(header => header.Name == "Host").Value;
        draft.Path = values.Pick((string[])
        [
            $"http://{host}{draft.Path}", $"http://evil.example{draft.Path}", "*", "/", "", draft.Path.TrimStart('/'),
            draft.Path.ToUpperInvariant(),
            $"{draft.Path}/", $"https://{host}{draft.Path}", $"//{host}{draft.Path}", host, "/etc/passwd", "/..",
            "/%2e%2e/%2e%2e/appsettings.json", "/api",
            "/appsettings.json", "/RoadmapAgent.Api.dll", "/wwwroot/index.html", "/.git/config", "/operations/", "/scalar/../api/account",
        ]);
        draft.IsElsewhere = true;
        draft.Be("an odd target");
    }

    private void UnexpectedBody(Draft draft)
    {
        if (draft.Members is null)
        {
            draft.Body = values.Pick((byte[][])["{}"u8.ToArray(), "x"u8.ToArray(), new byte[150_000], [0xff], []]);
            draft.ContentType = values.Pick((string?[])["application/json", "text/plain", null, "application/json; charset=none"]);
            draft.Be("a body that nobody reads");
        }
        else
        {
            (draft.Members, draft.ContentType) = (null, null);
            draft.Be("no body", Expectation.Forbidden);
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();
}
