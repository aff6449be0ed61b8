namespace RoadmapAgent.Authoring;

/// <summary>The addresses that content may link to.</summary>
internal static class Web
{
    /// <summary>Whether a text is an absolute address with http or https.</summary>
    public static bool IsAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
