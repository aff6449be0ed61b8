using System.Security.Authentication;
using RoadmapAgent.Connections.Scram;

namespace RoadmapAgent.Tests.Unit.Connections.Scram;

public sealed class ScramClientTests
{
    // RFC 7677, section 3.
    private const string Challenge = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private const string Signature = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    [Fact]
    public void The_client_conducts_the_exchange_of_RFC_7677()
    {
        var client = new ScramClient("pencil", "user", "rOprNGfwEbeRWgbNEkqO");

        Assert.Equal("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", client.First);
        Assert.Equal(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
            client.Final(Challenge));
        client.Verify(Signature);
    }

    [Fact]
    public void A_signature_before_the_challenge_is_refused() =>
        Assert.Throws<AuthenticationException>(() => new ScramClient("pencil").Verify(Signature));

    [Fact]
    public void Every_exchange_starts_with_a_new_nonce() =>
        Assert.NotEqual(new ScramClient("pencil").First, new ScramClient("pencil").First);
}
