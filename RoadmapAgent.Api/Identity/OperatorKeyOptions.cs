using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;

namespace RoadmapAgent.Api.Identity;

/// <summary>The operators' key, for the scheme that accepts it.</summary>
internal sealed class OperatorKeyOptions : AuthenticationSchemeOptions
{
    /// <summary>The key; empty if there is none.</summary>
    public string Key { get; set; } = "";

    /// <summary>Whether a text is the key, in a time that does not depend on the text.</summary>
    public bool Is(string presented) => Key.Length > 0
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(presented)), SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
}
