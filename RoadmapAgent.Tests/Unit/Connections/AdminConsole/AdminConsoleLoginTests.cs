using System.Security.Cryptography;
using System.Text;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.Scram;
using static RoadmapAgent.Tests.Unit.Connections.AdminConsole.FakeConsole;

namespace RoadmapAgent.Tests.Unit.Connections.AdminConsole;

public sealed class AdminConsoleLoginTests
{
    private const string Salt = "c2FsdHNhbHRzYWx0c2FsdA==";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_and_server_authenticate_each_other_with_SCRAM()
    {
        await using var server = Challenging();
        await using var console = await AdminConsoleConnection.OpenAsync(server.Options, Cancellation);

        Assert.Equal("1.25.2/bouncer", console.Parameters["server_version"]);
    }

    [Fact]
    public Task A_server_with_a_wrong_signature_is_refused() =>
        RefusedAsync(Challenging(signature: _ => $"v={Convert.ToBase64String(new byte[32])}"), "did not prove that it knows the password");

    [Fact]
    public Task A_server_that_skips_its_signature_is_refused() =>
        RefusedAsync(Challenging(proves: false), "unexpectedly sent an authentication success");

    [Theory]
    [InlineData("r=somebody-elses-and-longer-than-the-one-that-was-sent,s=c2FsdA==,i=4096")]
    [InlineData("r={0},s=c2FsdA==,i=4096")]
    [InlineData("r={0}x,s=not base64,i=4096")]
    [InlineData("r={0}x,s=c2FsdA==,i=0")]
    [InlineData("r={0}x,s=c2FsdA==,i=2000000000")]
    [InlineData("r={0}x,s=c2FsdA==,i=-1")]
    [InlineData("r={0}x,s=c2FsdA==")]
    [InlineData("m=what,r={0}x,s=c2FsdA==,i=4096")]
    [InlineData("")]
    public Task A_malformed_challenge_is_an_error(string challenge) =>
        RefusedAsync(Challenging(challenge: nonce => challenge.Replace("{0}", nonce, StringComparison.Ordinal)), "failed");

    [Theory]
    [InlineData(3, "", "in clear text")]
    [InlineData(5, "salt", "MD5")]
    [InlineData(10, "SCRAM-SHA-256-PLUS\0\0", "without SCRAM-SHA-256")]
    [InlineData(7, "", "authentication type 7")]
    [InlineData(11, "r=1", "part of the SCRAM exchange")]
    public Task Authentication_methods_other_than_SCRAM_SHA_256_are_refused(byte request, string data, string reason) => RefusedAsync(
        new(async script =>
        {
            await script.ReadStartupAsync();
            await script.SendAsync(Authentication(request, data));
        }),
        reason);

    [Theory]
    [InlineData('N', "does not offer TLS")]
    [InlineData('E', "does not speak")]
    [InlineData('?', "does not speak")]
    [InlineData('S', "failed")]
    public async Task Required_TLS_fails_unless_the_server_offers_it(char answer, string reason)
    {
        await using var server = new FakeConsole(async script =>
        {
            Assert.Equal([4, 210, 22, 47], await script.ReadStartupAsync());
            await script.SendAsync([(byte)answer, .. answer == 'S' ? Captured.Login : []]);
        });

        var failure = await Assert.ThrowsAsync<AdminConsoleException>(
            () => AdminConsoleConnection.OpenAsync(server.Options with { Tls = AdminConsoleTls.Require }, Cancellation));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preferred_TLS_falls_back_to_an_unencrypted_connection()
    {
        await using var server = new FakeConsole(async script =>
        {
            await script.ReadStartupAsync();
            await script.SendAsync([(byte)'N']);
            await script.WelcomeAsync();
        });
        await using var console = await AdminConsoleConnection.OpenAsync(
            server.Options with { Tls = AdminConsoleTls.Prefer }, Cancellation);

        Assert.False(console.IsEncrypted);
    }

    [Fact]
    public void Npgsql_connection_strings_are_parsed()
    {
        var options = AdminConsoleOptions.Parse(
            "Host=pooler;Port=6433;Username=stats;Password='a;b';Database=pgbouncer;"
            + "SSL Mode=VerifyFull;Root Certificate=/etc/ca.pem;No Reset On Close=true");

        Assert.Equal(
            ("pooler", 6433, "stats", "a;b", AdminConsoleTls.VerifyFull, "/etc/ca.pem"),
            (options.Host, options.Port, options.User, options.Password, options.Tls, options.RootCertificate));
        Assert.Equal("stats@pooler:6433/pgbouncer", options.ToString());
        Assert.Equal(6432, AdminConsoleOptions.Parse("Host=pooler;Username=stats").Port);
    }

    [Theory]
    [InlineData("Username=stats;Password=s3cret", "Host")]
    [InlineData("Host=pooler;Password=s3cret", "Username")]
    [InlineData("Host=pooler;Username=a;Password=s3cret;Port=x", "Port must be a whole number.")]
    [InlineData("Host=pooler;Username=a;Password=s3cret;Port=70000", "Port")]
    [InlineData(
        "Host=pooler;Username=a;Password=s3cret;SSL Mode=Sometimes",
        "SSL Mode must be one of Disable, Prefer, Require, VerifyFull.")]
    [InlineData("Host=pooler;Username=a;Password=s3cretö", "Password")]
    [InlineData("Password=s3cret;=;", "connection string")]
    public void An_invalid_connection_string_is_refused_without_revealing_the_password(string connectionString, string reason)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => AdminConsoleOptions.Parse(connectionString));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(FakeConsole server, string reason)
    {
        await using (server)
        {
            var failure = await Assert.ThrowsAsync<AdminConsoleException>(
                () => AdminConsoleConnection.OpenAsync(server.Options, Cancellation));
            Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(server.Options.Password, failure.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>A server that knows the password's verifier, with optional deviations for a test.</summary>
    private static FakeConsole Challenging(
        Func<string, string>? challenge = null, Func<string, string>? signature = null, bool proves = true) =>
        new(async script =>
    {
        await script.ReadStartupAsync();
        await script.SendAsync(Authentication(10, "SCRAM-SHA-256\0\0"));
        var first = Encoding.UTF8.GetString(await script.ReadMessageAsync()).Split("n,,")[1];
        var nonce = first.Split("r=")[1];
        var answer = challenge is null ? $"r={nonce}server,s={Salt},i=4096" : challenge(nonce);
        await script.SendAsync(Authentication(11, answer));
        var final = Encoding.UTF8.GetString(await script.ReadMessageAsync()).Split(",p=");
        var exchange = $"{first},{answer},{final[0]}";
        Assert.True(Proves(script.Options.Password, exchange, Convert.FromBase64String(final[1])));
        if (proves)
        {
            await script.SendAsync(Authentication(12, signature is null ? Sign(script.Options.Password, exchange) : signature(exchange)));
        }

        await script.SendAsync(Captured.Login);
    });

    private static byte[][] Keys(string password) =>
        [.. ScramVerifier.Create(password, Convert.FromBase64String(Salt), 4096).Split('$')[2].Split(':').Select(Convert.FromBase64String)];

    private static bool Proves(string password, string exchange, byte[] proof)
    {
        var storedKey = Keys(password)[0];
        var signature = HMACSHA256.HashData(storedKey, Encoding.UTF8.GetBytes(exchange));
        return SHA256.HashData([.. proof.Zip(signature, (a, b) => (byte)(a ^ b))]).SequenceEqual(storedKey);
    }

    private static string Sign(string password, string exchange) =>
        $"v={Convert.ToBase64String(HMACSHA256.HashData(Keys(password)[1], Encoding.UTF8.GetBytes(exchange)))}";
}
