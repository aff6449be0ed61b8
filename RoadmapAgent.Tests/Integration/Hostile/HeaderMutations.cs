namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>What can be wrong with the headers of a request.</summary>
/// <param name="random">Chooses.</param>
/// <param name="values">Makes values.</param>
internal sealed class HeaderMutations(Random random, ValueForge values)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<Action<Draft>> All =>
    [
        HeaderValue, HeaderValue, RepeatedHeader, ManyHeaders, LongHeader, HostHeader, OriginHeader, AuthorizationHeader, CookieHeader,
        AcceptHeader,
        Conditional, Framing,
    ];

    private void HeaderValue(Draft draft)
    {
        draft.Set(Name(draft), values.Pick((string[])
        [
            "", " ", "*", "\u00ff\u00fe", "\u00c3\u00a4", "\u0001", "a\u007fb", "\"", "\"\"", "W/\"\"", "a,b", ",,,",
            "9223372036854775808", "-1", "1 ", "0x1",
            new string('1', 50), "NaN", "'; DROP TABLE roadmaps; --", "${jndi:ldap://x}", "\u0009tab", "é", new string('a', 201),
            "\u00e2\u0080\u00ae",
        ]));
        draft.Be("an unusual header");
    }

    private void RepeatedHeader(Draft draft)
    {
        var name = Name(draft);
        draft.Headers.AddRange([(name, "a"), (name, "b"), (name, "")]);
        draft.Be("a repeated header");
    }

    private void ManyHeaders(Draft draft)
    {
        draft.Headers.AddRange(Enumerable.Range(0, values.Pick((int[])[50, 62, 70, 200])).Select(i => ($"X-{i}", "a")));
        draft.Be("many headers");
    }

    private void LongHeader(Draft draft)
    {
        var name = values.Pick((string[])[Name(draft), "X-Long", new string('X', 200)]);
        draft.Set(name, new('a', values.Pick((int[])[1_000, 12_000, 17_000, 40_000])));
        draft.Be("a long header");
    }

    private void HostHeader(Draft draft)
    {
        var host = draft.Headers.First(header => header.Name == "Host").Value;
        draft.Headers.RemoveAll(header => header.Name == "Host");
        draft.Headers.AddRange(values.Pick(((string, string)[][])
        [
            [], [("Host", "")], [("Host", "evil.example")], [("Host", host), ("Host", "evil.example")], [("Host", "localhost:99999")],
            [("Host", "[::1")],
            [("Host", "localhost\\evil.example")], [("Host", "localhost/..")], [("Host", "a b")], [("Host", "127.0.0.1.nip.io")],
            [("Host", "\u00ff")],
            [("Host", "[::1]")], [("Host", "localhost.")], [("Host", "127.1")], [("Host", host), ("X-Forwarded-Host", "evil.example")],
        ]));
        draft.Be("another host");
    }

    private void OriginHeader(Draft draft)
    {
        var origin = values.Pick((string[])
        [
            "null", "https://evil.example", "http://localhost", "", "http://localhost@evil.example", "file://", "chrome-extension://abc",
            "http://[::1",
            "//", "*", "http://xn--zrich-kva.example", "data:,", "javascript:0",
        ]);
        draft.Set(values.Pick((string[])["Origin", "Referer", "Sec-Fetch-Site"]), origin);
        draft.Be("another origin");
    }

    private void AuthorizationHeader(Draft draft)
    {
        draft.Set("Authorization", values.Pick((string[])
        [
            "", "Bearer", "Bearer ", "Bearer x", "Basic", "Basic !!!", "Basic Og==", "Basic /////w==",
            $"Bearer eyJhbGciOiJub25lIn0.{new string('a', 3_000)}.",
            "Bearer \u00ff", "Negotiate abc", "Digest username=\"\"", "Bearer a b c", "bearer\u0009x", $"Basic {new string('A', 8_000)}",
            "eyJ", "Bearer eyJ.eyJ.",
        ]));
        draft.Be("another authorization");
    }

    private void CookieHeader(Draft draft)
    {
        draft.Set("Cookie", values.Pick((string[])
        [
            "", "=", ";", "roadmap-agent-identity", "roadmap-agent-identity=", "roadmap-agent-identity=mallory",
            "roadmap-agent-identity=%00", "a=\"b", "\u00ff=1",
            string.Join("; ", Enumerable.Range(0, 300).Select(i => $"c{i}=1")),
            "roadmap-agent-identity=mallory; roadmap-agent-identity=ada", "a=b\u0001",
        ]));
        draft.Be("another cookie");
    }

    private void AcceptHeader(Draft draft)
    {
        var accept = values.Pick((string[])
        [
            "*/*", "application/json", "text/html", "text/plain", "text/event-stream", "image/png", "", "a", ";;", "application/json;q=0",
            "*/*;q=nan", "\u00ff",
            string.Join(',', Enumerable.Repeat("text/html", 500)),
        ]);
        draft.Set("Accept", accept);
        draft.Set("Accept-Encoding", values.Pick((string[])["gzip;q=0", "identity;q=0", "*;q=0", "x", ",", ""]));
        draft.AcceptsJson = accept is "*/*" or "application/json";
        draft.Be("another Accept");
    }

    private void Conditional(Draft draft)
    {
        draft.Set(values.Pick((string[])["If-None-Match", "If-Match", "If-Modified-Since", "If-Range", "Range"]), values.Pick((string[])
        [
            "*", "\"a\"", "W/\"a\"", "W/\"1.1.1-abc\", W/\"2\", *", "bytes=0-1", "bytes=-1", "bytes=9999999999-",
            "Sat, 28 Nov 2026 00:00:00 GMT", "yesterday",
            string.Join(", ", Enumerable.Range(0, 500).Select(i => $"\"{i}\"")), "\"", "W/", "\"\u00e4\"",
        ]));
        draft.Be("a condition");
    }

    private void Framing(Draft draft)
    {
        draft.Headers.Add(values.Pick(((string, string)[])
        [
            ("Transfer-Encoding", "gzip"), ("Transfer-Encoding", "identity"), ("Transfer-Encoding", "chunked, chunked"),
            ("Content-Length", "-1"),
            ("Content-Length", "99999999999999999999"), ("Content-Length", "1, 2"), ("Content-Length", "a"), ("Content-Encoding", "gzip"),
            ("Content-Encoding", "br"), ("Expect", "100-continue"), ("Expect", "200-ok"), ("Connection", "close"),
            ("Connection", "Upgrade"),
            ("Upgrade", "websocket"), ("Upgrade", "h2c"), ("TE", "trailers"), ("Trailer", "Host"), ("X-HTTP-Method-Override", "DELETE"),
            ("X-Forwarded-For", "not an address"), ("Bad Name", "a"), ("", "a"), ("X:Y", "a"), ("traceparent", "00-zz-zz-zz"),
            ("baggage", "=,;="),
            ("traceparent", $"00-{new string('0', 32)}-{new string('0', 16)}-01"), ("tracestate", new('a', 600)), ("Request-Id", "|\u00ff"),
        ]));
        draft.Be("unusual framing");
    }

    private string Name(Draft draft)
    {
        string[] own = [.. draft.Operation.Parameters.Where(parameter => parameter.In == "header").Select(parameter => parameter.Name)];
        return random.Next(3) > 0 && own.Length > 0
            ? values.Pick(own)
            : values.Pick((string[])
                ["Idempotency-Key", "Last-Event-ID", "If-None-Match", "Accept-Language", "User-Agent", "X-Request-Id", "Content-Language"]);
    }
}
