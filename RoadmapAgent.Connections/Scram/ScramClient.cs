using System.Globalization;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;

namespace RoadmapAgent.Connections.Scram;

/// <summary>The client side of a SCRAM-SHA-256 exchange (RFC 5802 and RFC 7677) without channel binding.</summary>
internal sealed class ScramClient
{
    // A server may request more than PostgreSQL's 4096 iterations, but not minutes of computation.
    private const int MostIterations = 1_000_000;

    private readonly string _password;
    private readonly string _nonce;
    private readonly string _firstBare;
    private byte[]? _serverSignature;

    /// <param name="password">The password; printable ASCII.</param>
    /// <param name="user">The user; PostgreSQL uses the one in the startup message and expects none here.</param>
    /// <param name="nonce">The nonce. Default: null, a random one.</param>
    public ScramClient(string password, string user = "", string? nonce = null)
    {
        _password = password;
        _nonce = nonce ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        _firstBare = $"n={user},r={_nonce}";
    }

    public string First => $"n,,{_firstBare}";

    /// <summary>Answers the server's challenge with a proof of the password.</summary>
    /// <exception cref="FormatException">The challenge is malformed or does not match the first message.</exception>
    public string Final(string serverFirst)
    {
        if (serverFirst.Split(',') is not [['r', '=', .. var nonce], ['s', '=', .. var salt], ['i', '=', .. var rounds], ..]
            || nonce.Length <= _nonce.Length
            || !nonce.StartsWith(_nonce, StringComparison.Ordinal)
            || !int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || iterations is < 1 or > MostIterations)
        {
            throw new FormatException("The server's SCRAM challenge is not valid.");
        }

        var saltedPassword = ScramVerifier.SaltPassword(_password, Convert.FromBase64String(salt), iterations);
        var clientKey = HMACSHA256.HashData(saltedPassword, "Client Key"u8);
        var finalWithoutProof = $"c=biws,r={nonce}";
        var exchange = Encoding.UTF8.GetBytes($"{_firstBare},{serverFirst},{finalWithoutProof}");
        var proof = HMACSHA256.HashData(SHA256.HashData(clientKey), exchange);
        for (var i = 0; i < proof.Length; i++)
        {
            proof[i] ^= clientKey[i];
        }

        _serverSignature = HMACSHA256.HashData(HMACSHA256.HashData(saltedPassword, "Server Key"u8), exchange);
        return $"{finalWithoutProof},p={Convert.ToBase64String(proof)}";
    }

    /// <summary>Checks the server's proof that it knows the password's verifier.</summary>
    /// <exception cref="FormatException">The message is not a signature.</exception>
    /// <exception cref="AuthenticationException">The signature is wrong.</exception>
    public void Verify(string serverFinal)
    {
        if (serverFinal.Split(',') is not [['v', '=', .. var signature], ..])
        {
            throw new FormatException("The server's SCRAM signature is not valid.");
        }

        if (_serverSignature is null || !CryptographicOperations.FixedTimeEquals(_serverSignature, Convert.FromBase64String(signature)))
        {
            throw new AuthenticationException("The server did not prove that it knows the password; it may not be the intended server.");
        }
    }
}
