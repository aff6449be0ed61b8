using System.Security.Cryptography;
using System.Text;
using RoadmapAgent.Connections.Scram;

namespace RoadmapAgent.Tests.Unit.Connections.Scram;

public sealed class ScramVerifierTests
{
    // RFC 7677, section 3: the exchange of user "user" with password "pencil".
    private const string Salt = "W22ZaJ0SNY7soEsUEjb6gQ==";
    private const string AuthMessage =
        "n=user,r=rOprNGfwEbeRWgbNEkqO,"
        + "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
        + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

    [Fact]
    public void The_verifier_keys_accept_the_proof_and_sign_the_exchange_of_RFC_7677()
    {
        var keys = ScramVerifier.Create("pencil", Convert.FromBase64String(Salt), 4096)
            .Split('$')[2]
            .Split(':')
            .Select(Convert.FromBase64String)
            .ToArray();

        var signature = HMACSHA256.HashData(keys[0], Encoding.ASCII.GetBytes(AuthMessage));
        var proof = Convert.FromBase64String("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        Assert.Equal(keys[0], SHA256.HashData(proof.Zip(signature, (a, b) => (byte)(a ^ b)).ToArray()));
        Assert.Equal(
            "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
            Convert.ToBase64String(HMACSHA256.HashData(keys[1], Encoding.ASCII.GetBytes(AuthMessage))));
    }

    [Fact]
    public void The_verifier_has_the_PostgreSQL_format() =>
        Assert.Matches(@"^SCRAM-SHA-256\$4096:[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$", ScramVerifier.Create("secret"));

    [Fact]
    public void Verifiers_of_one_password_differ_by_random_salt() =>
        Assert.NotEqual(ScramVerifier.Create("secret"), ScramVerifier.Create("secret"));

    [Fact]
    public void Verifiers_of_one_password_with_the_same_salt_are_equal()
    {
        var salt = ScramVerifier.NewSalt();

        Assert.Equal(ScramVerifier.Create("secret", salt), ScramVerifier.Create("secret", salt));
        Assert.Contains($"4096:{salt}$", ScramVerifier.Create("secret", salt), StringComparison.Ordinal);
        Assert.NotEqual(salt, ScramVerifier.NewSalt());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not Base64")]
    public void An_invalid_salt_is_refused(string salt) =>
        Assert.Throws<ArgumentException>(nameof(salt), () => ScramVerifier.Create("secret", salt));

    [Theory]
    [InlineData("")]
    [InlineData("pässword")]
    [InlineData("line\nbreak")]
    public void A_password_that_SASLprep_would_change_is_refused(string password) =>
        Assert.Throws<ArgumentException>(() => ScramVerifier.Create(password));
}
