namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>A request as bytes, and what is known about it.</summary>
/// <param name="Operation">The operation; null if no operation has the path and the method.</param>
/// <param name="Kind">What is hostile about it, such as "a field beyond its limit".</param>
/// <param name="Bytes">The whole request.</param>
/// <param name="Expectation">What the answer must be.</param>
/// <param name="Field">The field at fault, which an answer 400 must name; null for none.</param>
/// <param name="AcceptsJson">Whether it accepts JSON: other clients may get a status without a body.</param>
/// <param name="HasBodylessAnswer">Whether its method has answers without a body (<c>HEAD</c>).</param>
/// <param name="EndsEarly">Whether the client stops sending before the request is complete.</param>
/// <param name="IsFramed">Whether it is certain where it ends, so that another one may follow on its connection.</param>
internal sealed record HostileRequest(
    ApiOperation? Operation,
    string Kind,
    byte[] Bytes,
    Expectation Expectation,
    string? Field,
    bool AcceptsJson,
    bool HasBodylessAnswer,
    bool EndsEarly,
    bool IsFramed)
{
    private const int Shown = 3_000;

    /// <summary>The request as text, its beginning if it is long, with every byte that is not printable as \xNN.</summary>
    public override string ToString() => string.Concat(Bytes.Take(Shown).Select(one => one switch
    {
        (byte)'\r' => "",
        (byte)'\n' => "\n",
        >= 32 and < 127 => ((char)one).ToString(),
        _ => $"\\x{one:x2}",
    })) + (Bytes.Length > Shown ? $"… ({Bytes.Length} bytes)" : "");
}
