using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using RoadmapAgent.Connections;
using RoadmapAgent.Connections.ConnectionStrings;

namespace RoadmapAgent.Tests.Unit.Connections.ConnectionStrings;

public sealed class PostgresConnectionStringTests
{
    private const string Setting = "ConnectionStrings:roadmap";

    // What a person can type: ASCII, with a preference for what is special somewhere, and letters of other scripts.
    private static readonly Gen<string> Texts = Gen.Frequency(
            (4, Gen.Choose(' ', '~').Select(character => $"{(char)character}")),
            (2, Gen.Elements("\"", "'", ";", "=", "%", "+", "@", ":", "/", "?", "#", "&", "\\", "{", "}", " ", "%41", "[", "]", ",")),
            (1, Gen.Elements("ü", "ß", "日", "😀", "é")))
        .ArrayOf()
        .Select(string.Concat)
        .Where(text => text.Length > 0);

    [Theory]
    [InlineData(
        "postgresql://postgres.abcdefgh:s%40crEt@aws-0-eu-central-1.pooler.supabase.com:6543/postgres",
        "Host=aws-0-eu-central-1.pooler.supabase.com;Port=6543;Username=postgres.abcdefgh;Password=s@crEt;Database=postgres")]
    [InlineData(
        "postgresql://neondb_owner:npg_aBc@ep-cool-1-pooler.eu-central-1.aws.neon.tech/neondb?sslmode=require&channel_binding=require",
        "Host=ep-cool-1-pooler.eu-central-1.aws.neon.tech;Username=neondb_owner;Password=npg_aBc;Database=neondb;"
        + "SSL Mode=Require;Channel Binding=Require")]
    [InlineData(
        "postgres://u:p@host/db?options=endpoint%3Dep-cool-1&sslmode=verify-full&application_name=psql",
        "Host=host;Username=u;Password=p;Database=db;Options=endpoint=ep-cool-1;SSL Mode=VerifyFull;Application Name=psql")]
    [InlineData("postgresql://u:p+q@host/db?connect_timeout=7", "Host=host;Username=u;Password=p+q;Database=db;Timeout=7")]
    [InlineData("postgresql://u:a@b@host", "Host=host;Username=u;Password=a@b")]
    [InlineData("postgresql://host", "Host=host")]
    [InlineData("  POSTGRESQL://u@Host:1/  ", "Host=Host;Port=1;Username=u")]
    [InlineData("postgresql://u:p@[2001:db8::1]:6432/db", "Host=2001:db8::1;Port=6432;Username=u;Password=p;Database=db")]
    [InlineData("postgresql://u:p@[::1]/db", "Host=::1;Username=u;Password=p;Database=db")]
    [InlineData(
        "postgresql://u:p@one:5432,two:5433,[::1]:5434/db?target_session_attrs=read-write",
        "Host=one:5432,two:5433,[::1]:5434;Username=u;Password=p;Database=db;Target Session Attributes=read-write")]
    [InlineData("postgresql:///db?user=u&password=p%26q&sslmode=verify-ca", null)]
    [InlineData("postgresql://u:p@%2Fvar%2Frun/db", "Host=/var/run;Username=u;Password=p;Database=db")]
    [InlineData(
        "postgresql://u:p@host/db?sslrootcert=%2Fca.pem&gssencmode=disable",
        "Host=host;Username=u;Password=p;Database=db;Root Certificate=/ca.pem;GSS Encryption Mode=Disable")]
    public void A_URI_is_read_as_libpq_reads_it(string uri, string? keywords)
    {
        if (keywords is null)
        {
            Assert.Contains("it names no host", Refusal(uri), StringComparison.Ordinal);
            return;
        }

        Assert.True(new NpgsqlConnectionStringBuilder(keywords).EquivalentTo(Read(uri)), Read(uri).ConnectionString);
    }

    [Theory]
    [InlineData("postgresql://u:p@host/db?pgbouncer=true", "the parameter 'pgbouncer' is not supported; remove it")]
    [InlineData("postgresql://u:p@host/db?a%20b=1", "a parameter behind the ? is not supported; remove it")]
    [InlineData("postgresql://u:p@host/db?sslmode", "every parameter behind the ? must be name=value")]
    [InlineData("postgresql://u:p@host/db?sslmode=strict", "the value of 'SSL Mode' is not one of its values")]
    [InlineData("postgresql://u:p@host/db?sslmode=require&sslmode=disable", "it sets 'SSL Mode' twice")]
    [InlineData("postgresql://u:p@host:0/db", "the port of a host must be between 1 and 65535")]
    [InlineData("postgresql://u:p@[::1/db", "the address of a host in brackets is not complete")]
    [InlineData("postgresql://u:p%zz@host/db", "a % in it must be written as %25")]
    [InlineData("postgresql://u:p%ff@host/db", "its percent-encoding is not UTF-8")]
    [InlineData("postgresql://u:p%00@host/db", "it contains a control character")]
    [InlineData("postgresql://u:p/q@host/db", "reserved characters must be percent-encoded")]
    [InlineData("postgresql://u:p#q@host/db", "reserved characters must be percent-encoded")]
    [InlineData("mysql://u:p@host/db", "it is neither keywords nor a URI of PostgreSQL")]
    [InlineData("Host=h;Passwort=p", "keyword 2 is unknown")]
    [InlineData("Host=h;Port=many", "the value of 'port' is not one of its values")]
    [InlineData("Password=p", "it names no host")]
    public void What_is_wrong_is_named(string text, string problem)
    {
        Assert.StartsWith($"{Setting} is not valid: ", Refusal(text), StringComparison.Ordinal);
        Assert.Contains(problem, Refusal(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Keywords_are_kept()
    {
        const string Given = "Host=h;Port=6543;Username=u;Password='a;b';Database=d;SSL Mode=Require;Include Error Detail=true";

        Assert.True(new NpgsqlConnectionStringBuilder(Given).EquivalentTo(Read(Given)));
    }

    [Fact]
    public void Any_login_round_trips_through_a_URI() => Check(
        from user in Texts
        from password in Texts
        from database in Texts
        select (user, password, database),
        login =>
        {
            var read = Read(
                $"postgresql://{Uri.EscapeDataString(login.user)}:{Uri.EscapeDataString(login.password)}@host/"
                + Uri.EscapeDataString(login.database));

            Assert.Equal(login, (read.Username!, read.Password!, read.Database!));
        });

    [Fact]
    public void Any_quoted_value_round_trips_through_a_connection_string() => Check(
        from user in Texts
        from password in Texts
        select (user, password),
        login =>
        {
            var text = $"Host=h;Username={PostgresConnectionString.Quote(login.user)};Password="
                + $"{PostgresConnectionString.Quote(login.password)};Database=d";
            var read = new NpgsqlConnectionStringBuilder(UnpooledConnectionString.Of(text, "test", TimeSpan.FromSeconds(3)));

            Assert.Equal((login.user, login.password, "h", "d"), (read.Username, read.Password, read.Host, read.Database));
        });

    [Fact]
    public void No_refusal_quotes_a_part_of_what_was_given() => Check(
        from before in Texts
        from after in Texts
        from form in Gen.Elements(
            "postgresql://{0}S3CRETS3CRET{1}@host/db", "postgres://u:{0}%53S3CRETS3CRET{1}", "Host=h;{0}S3CRETS3CRET{1}",
            "Host=h;Password={0}S3CRETS3CRET{1}", "{0}S3CRETS3CRET{1}", "postgresql://u:p@host/db?sslmode={0}S3CRETS3CRET{1}")
        select form.Replace("{0}", before, StringComparison.Ordinal).Replace("{1}", after, StringComparison.Ordinal),
        text =>
        {
            try
            {
                Read(text);
            }
            catch (ArgumentException e)
            {
                Assert.DoesNotContain("S3CRETS3CRET", e.ToString(), StringComparison.OrdinalIgnoreCase);
                Assert.Null(e.InnerException);
            }
        });

    private static void Check<T>(Gen<T> cases, Action<T> holds) => Prop.ForAll(Arb.From(cases), holds).Check(PropertyCases.Of(300));

    private static NpgsqlConnectionStringBuilder Read(string text) =>
        new(PostgresConnectionString.Read(Setting, text, new NpgsqlConnectionStringBuilder()));

    private static string Refusal(string text) => Assert.Throws<ArgumentException>(() => Read(text)).Message;
}
