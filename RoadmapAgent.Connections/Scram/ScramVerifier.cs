using System.Security.Cryptography;
using System.Text;

namespace RoadmapAgent.Connections.Scram;

/// <summary>
/// Creates the SCRAM verifiers that PostgreSQL stores instead of passwords (<c>pg_authid.rolpassword</c>). Sending the verifier keeps the
/// password itself out of SQL statements, which the server might log.
/// </summary>
public static class ScramVerifier
{
    /// <summary>PostgreSQL's default number of iterations.</summary>
    public const int DefaultIterations = 4096;

    private const int SaltLength = 16;

    /// <summary>Creates a verifier with a random salt.</summary>
    /// <param name="password">The password; printable ASCII, for which SASLprep is the identity.</param>
    /// <returns><c>SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey</c>, as RFC 5803 and PostgreSQL write it.</returns>
    /// <exception cref="ArgumentException">The password is empty or has a character outside printable ASCII.</exception>
    public static string Create(string password) => Create(password, NewSalt());

    /// <summary>Creates a verifier with a given salt, so that two parties can create the same one.</summary>
    /// <param name="password">The password; printable ASCII, for which SASLprep is the identity.</param>
    /// <param name="salt">The salt in Base64, from <see cref="NewSalt"/>.</param>
    /// <exception cref="ArgumentException">
    /// The password is empty or has a character outside printable ASCII, or the salt is not Base64.
    /// </exception>
    public static string Create(string password, string salt)
    {
        var bytes = new byte[salt?.Length ?? 0];
        return Convert.TryFromBase64String(salt ?? "", bytes, out var length) && length > 0
            ? Create(password, bytes[..length], DefaultIterations)
            : throw new ArgumentException($"The salt must be Base64 (was '{salt}').", nameof(salt));
    }

    /// <summary>Creates a random salt in Base64; it is not a secret.</summary>
    public static string NewSalt() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltLength));

    internal static string Create(string password, byte[] salt, int iterations)
    {
        var saltedPassword = SaltPassword(password, salt, iterations);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(saltedPassword, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(saltedPassword, "Server Key"u8);
        return $"SCRAM-SHA-256${iterations}:{Convert.ToBase64String(salt)}"
            + $"${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}";
    }

    internal static byte[] SaltPassword(string password, byte[] salt, int iterations)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        if (password.Any(character => character is < ' ' or > '~'))
        {
            throw new ArgumentException("A password must contain only printable ASCII characters.", nameof(password));
        }

        return Rfc2898DeriveBytes.Pbkdf2(
            Encoding.ASCII.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
    }
}
