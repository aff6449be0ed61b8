using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>
/// The person that roadmaps belong to. The id is computed from who vouches for them and how they are known there, so that no table of
/// users has to be asked.
/// </summary>
/// <param name="Id">A UUID of version 8 (RFC 9562).</param>
public readonly record struct Owner(Guid Id)
{
    private const int Size = 16;

    /// <summary>Returns the owner that an identity stands for: always the same one for the same identity.</summary>
    /// <param name="issuer">Who vouches for the identity: the <c>iss</c> of a token.</param>
    /// <param name="subject">The identity at the issuer: the <c>sub</c> of a token.</param>
    public static Owner Of(string issuer, string subject)
    {
        ArgumentException.ThrowIfNullOrEmpty(issuer);
        ArgumentException.ThrowIfNullOrEmpty(subject);
        var name = Encoding.UTF8.GetBytes(issuer);
        // With the length, no two pairs have the same bytes.
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, name.Length);
        var id = SHA256.HashData([.. length, .. name, .. Encoding.UTF8.GetBytes(subject)]).AsSpan(0, Size);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new(new Guid(id, bigEndian: true));
    }
}
