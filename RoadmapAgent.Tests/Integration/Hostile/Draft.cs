using System.Globalization;
using System.Text;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>
/// A request that is being made: first a valid one, then something about it is changed. Texts hold bytes, one a character (Latin-1).
/// </summary>
/// <param name="operation">The operation.</param>
internal sealed class Draft(ApiOperation operation)
{
    public ApiOperation Operation => operation;

    public string Kind { get; set; } = "valid";

    public Expectation Expectation { get; set; } = Expectation.Allowed;

    public string? Field { get; set; }

    public string Method { get; set; } = operation.Method;

    /// <summary>The path, percent-encoded as it is sent.</summary>
    public string Path { get; set; } = operation.Path;

    /// <summary>The parameters of the query, percent-encoded as they are sent.</summary>
    public List<string> Query { get; } = [];

    public List<(string Name, string Value)> Headers { get; } = [];

    /// <summary>The members of the body as JSON; null if it is not an object of members any more.</summary>
    public List<(string Name, string Json)>? Members { get; set; }

    /// <summary>The body in place of the members.</summary>
    public byte[]? Body { get; set; }

    public string? ContentType { get; set; }

    /// <summary>Whether the body is sent in chunks.</summary>
    public bool Chunked { get; set; }

    /// <summary>The number of bytes that are announced and not sent.</summary>
    public int Withheld { get; set; }

    /// <summary>Whether the answer may be that of another operation or of none.</summary>
    public bool IsElsewhere { get; set; }

    public bool AcceptsJson { get; set; } = true;

    /// <summary>Whether it is certain where the request ends.</summary>
    public bool IsFramed { get; set; } = true;

    /// <summary>Says what is hostile about it.</summary>
    public void Be(string kind, Expectation expectation = Expectation.Any, string? field = null) =>
        (Kind, Expectation, Field) = (kind, expectation, field);

    /// <summary>Sets a header, in place of the one there is.</summary>
    public void Set(string name, string value)
    {
        Headers.RemoveAll(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        Headers.Add((name, value));
    }

    /// <summary>Writes the request.</summary>
    public HostileRequest Finish()
    {
        var body = Body ?? (Members is { } members
            ? Encoding.UTF8.GetBytes($"{{{string.Join(',', members.Select(member => $"{member.Name}:{member.Json}"))}}}")
            : null);
        var head = new StringBuilder();
        var target = Query.Count == 0 ? Path : $"{Path}?{string.Join('&', Query)}";
        head.Append(CultureInfo.InvariantCulture, $"{Method} {target} HTTP/1.1\r\n");
        foreach (var (name, value) in Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (ContentType is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {ContentType}\r\n");
        }

        if (Chunked && body is not null)
        {
            head.Append("Transfer-Encoding: chunked\r\n");
            body = [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. Withheld > 0 ? ""u8 : "\r\n0\r\n\r\n"u8];
        }
        else if (body is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length + Withheld}\r\n");
        }
        else if (Method is "POST" or "PUT" or "PATCH")
        {
            head.Append("Content-Length: 0\r\n");
        }

        byte[] bytes = [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body ?? []];
        return new(
            IsElsewhere ? null : operation, Kind, bytes, Expectation, Field, AcceptsJson, Method == "HEAD", Withheld > 0, IsFramed);
    }
}
