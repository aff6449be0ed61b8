using System.Security.Cryptography;
using System.Text;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>
/// Idempotency keys as they are stored: a hash of the owner and the key, so that the column's constraint, which is older than owners, makes
/// keys unique for each owner.
/// </summary>
internal static class OwnerKey
{
    /// <summary>Returns the stored form; null for no key.</summary>
    public static string? Of(Owner owner, string? idempotencyKey) => idempotencyKey is null
        ? null
        : Convert.ToHexStringLower(SHA256.HashData([.. owner.Id.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(idempotencyKey)]));
}
