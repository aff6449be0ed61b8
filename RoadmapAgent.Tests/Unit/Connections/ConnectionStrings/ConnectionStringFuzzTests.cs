using System.Text;
using Npgsql;
using RabbitMQ.Client;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.ConnectionStrings;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.Connections.ConnectionStrings;

/// <summary>Spoilt connection strings are refused in the declared way, or can be used.</summary>
public sealed class ConnectionStringFuzzTests
{
    private const int Cases = 3_000;
    private const int Factor = 20;
    private const string Secret = "hush-hush";

    private static readonly string[] Corpus =
    [
        $"Host=localhost;Port=6432;Username=admin;Password={Secret};Database=pgbouncer;SSL Mode=VerifyFull;Root Certificate=/ca.pem",
        $"Host=one:5432,two:5433;Username=u;Password=\"{Secret};\";Database=db;Timeout=7;Command Timeout=3;Options=endpoint=a",
        $"postgresql://u:{Secret}@[2001:db8::1]:6432/db?sslmode=require&channel_binding=require&options=endpoint%3Da",
        $"postgres://u:{Secret}@one:5432,two:5433,[::1]:5434/db?target_session_attrs=read-write&connect_timeout=7",
        $"amqp://u:{Secret}@host:5672/v%2Fhost?heartbeat=10", $"amqps://u:{Secret}@[::1]/", "Host=;;=;'\"%00%zz", "postgresql:///?user=%ff",
    ];

    [Fact]
    public void A_spoilt_console_address_is_an_argument_that_is_not_valid_or_usable() => Fuzz(AdminConsoleOptions.Parse, options =>
    {
        Assert.NotEmpty(options.Host);
        Assert.InRange(options.Port, 1, 65_535);
    });

    [Fact]
    public void A_spoilt_database_address_is_an_argument_that_is_not_valid_or_usable() => Fuzz(
        text => PostgresConnectionString.Read("ConnectionStrings:roadmap", text, new NpgsqlConnectionStringBuilder()),
        read => Assert.NotEmpty(new NpgsqlConnectionStringBuilder(read).Host!));

    [Fact]
    public void A_spoilt_database_address_behind_a_pooler_is_an_argument_that_is_not_valid_or_usable() => Fuzz(
        text => PooledConnectionString.Build(text, new() { Service = "api" }),
        read => Assert.True(new NpgsqlConnectionStringBuilder(read).NoResetOnClose));

    [Fact]
    public void A_spoilt_broker_address_is_an_argument_that_is_not_valid_or_usable() => Fuzz(
        text => BrokerAddress.Read("ConnectionStrings:messaging", text),
        address => Assert.NotEmpty(new ConnectionFactory { Uri = address }.HostName));

    private static void Fuzz<T>(Func<string, T> read, Action<T> use)
    {
        var seed = Random.Shared.Next(1_000_000);
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}.");
        var random = new Random(seed);
        byte[][] corpus = [.. Corpus.Select(Encoding.UTF8.GetBytes)];
        for (var n = 0; n < (FullRun.IsOn ? Cases * Factor : Cases); n++)
        {
            var bytes = Bytes.Spoil(corpus[random.Next(corpus.Length)], corpus, random);
            var text = (random.Next(2) == 0 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
            T value;
            try
            {
                value = read(text);
            }
            catch (ArgumentException e)
            {
                Assert.DoesNotContain(Secret, e.ToString(), StringComparison.Ordinal);
                continue;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Reading '{text}' failed.", e);
            }

            try
            {
                use(value);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"'{text}' was accepted and cannot be used.", e);
            }
        }
    }
}
