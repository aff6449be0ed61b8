using System.ComponentModel.DataAnnotations;
using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Tests.Unit.Connections.PgBouncer;

public class PgBouncerValidationTests
{
    [Fact]
    public void A_valid_configuration_has_no_problems()
    {
        Assert.Empty(PgBouncerSamples.Fleet.Problems());
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("pgbouncer")]
    [InlineData("with space")]
    [InlineData("a=b")]
    [InlineData("quote'd")]
    [InlineData("line\nbreak")]
    [InlineData("[pgbouncer]")]
    [InlineData("ünïcode")]
    public void An_alias_that_is_reserved_or_needs_quoting_is_refused(string alias)
    {
        AssertRefused(With(new PgBouncerDatabase(alias, "h", 5432, "d", 1)), $"'{alias}'");
    }

    [Theory]
    [InlineData("h\nauth_type = trust", "d")]
    [InlineData("h", "d\r\n[pgbouncer]")]
    [InlineData("", "d")]
    [InlineData("h", "")]
    [InlineData("h1,h2", "d")]
    public void An_invalid_host_or_database_name_is_refused(string host, string database)
    {
        Assert.NotEmpty(With(new PgBouncerDatabase("ok", host, 5432, database, 1)).Problems());
    }

    [Theory]
    [InlineData(0, 5, 0, "Port must be between 1 and 65535 (was 0).")]
    [InlineData(65_536, 5, 0, "Port must be between 1 and 65535 (was 65536).")]
    [InlineData(5432, 0, 0, "PoolSize must be between 1 and 10000 (was 0).")]
    [InlineData(5432, int.MaxValue, int.MaxValue, "PoolSize must be between 1 and 10000 (was 2147483647).")]
    [InlineData(5432, 5, -1, "Reserve must be between 0 and 10000 (was -1).")]
    public void Values_out_of_range_are_reported_with_the_valid_range(int port, int poolSize, int reserve, string message)
    {
        AssertRefused(With(new PgBouncerDatabase("roadmap_api", "h", port, "d", poolSize, reserve)), $"roadmap_api: {message}");
    }

    [Fact]
    public void A_repeated_alias_is_refused()
    {
        AssertRefused(With(new("a", "h", 5432, "d", 1), new("a", "h", 5432, "e", 1)), "'a' must be used once (was used 2 times).");
    }

    [Fact]
    public void A_configuration_without_databases_or_users_is_refused()
    {
        AssertRefused(PgBouncerSamples.Fleet with { Databases = [] }, "At least one database is required.");
        AssertRefused(PgBouncerSamples.Fleet with { Users = [] }, "At least one user is required.");
    }

    [Theory]
    [InlineData("SCRAM-SHA-256$4096:c2FsdA==$a:b")]
    [InlineData("md50123456789abcdef0123456789abcdef")]
    [InlineData("")]
    [InlineData("line\nbreak")]
    public void A_password_that_PgBouncer_would_not_read_literally_is_refused_without_being_shown(string password)
    {
        var problem = Assert.Single((PgBouncerSamples.Fleet with { Users = [new("api", password)] }).Problems());

        Assert.Contains("'api'", problem, StringComparison.Ordinal);
        Assert.True(password.Length == 0 || !problem.Contains(password, StringComparison.Ordinal));
    }

    [Fact]
    public void Conflicting_passwords_or_verifiers_for_one_user_are_refused()
    {
        AssertRefused(
            PgBouncerSamples.Fleet with { Users = [new("api", "one"), new("api", "two")] },
            "'api' must have the same password and verifier in every entry.");
        AssertRefused(
            PgBouncerSamples.Fleet with { Users = [new("api", "one"), new("api", "one", Verifier: "SCRAM-SHA-256$4096:c2FsdA==$a:b")] },
            "'api' must have the same password and verifier in every entry.");
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("a b")]
    public void A_console_user_name_that_would_be_read_as_two_is_refused(string name)
    {
        AssertRefused(PgBouncerSamples.Fleet with { Users = [new(name, "p", PgBouncerConsoleAccess.Stats)] }, $"'{name}'");
    }

    [Fact]
    public void Names_longer_than_PostgreSQL_allows_are_refused()
    {
        var name = new string('n', 64);

        AssertRefused(PgBouncerSamples.Fleet with { Users = [new(name, "p")] }, name);
        AssertRefused(With(new PgBouncerDatabase("a", "h", 5432, name, 1)), name);
        AssertRefused(With(new PgBouncerDatabase(name, "h", 5432, "d", 1)), name);
    }

    [Fact]
    public void The_query_wait_timeout_must_exceed_the_login_retry_and_connect_timeouts()
    {
        AssertRefused(
            PgBouncerSamples.Fleet with { Options = new() { QueryWaitTimeout = TimeSpan.FromSeconds(1) } },
            "ServerLoginRetry must be shorter than the QueryWaitTimeout of 00:00:01 (was 00:00:01).");
        AssertRefused(
            PgBouncerSamples.Fleet with { Options = new() { ServerConnectTimeout = TimeSpan.FromSeconds(20) } },
            "ServerConnectTimeout must be shorter than the QueryWaitTimeout of 00:00:15 (was 00:00:20).");
    }

    [Fact]
    public void A_timeout_of_zero_is_refused_because_PgBouncer_reads_it_as_unlimited()
    {
        AssertRefused(
            PgBouncerSamples.Fleet with { Options = new() { IdleTransactionTimeout = TimeSpan.Zero } },
            "IdleTransactionTimeout must be between 00:00:00.1000000 and 1.00:00:00 (was 00:00:00).");
    }

    [Fact]
    public void TLS_without_its_files_is_refused()
    {
        AssertRefused(
            PgBouncerSamples.Fleet with { Options = new() { ClientTls = new(PgBouncerTlsMode.Require) } }, "ClientTls.CertificateFile");
        AssertRefused(PgBouncerSamples.Fleet with { Options = new() { ServerTls = new(PgBouncerTlsMode.VerifyFull) } }, "ServerTls.CaFile");
        AssertRefused(
            PgBouncerSamples.Fleet with { Options = new() { ServerTls = new(PgBouncerTlsMode.Require) { CertificateFile = "/c" } } },
            "ServerTls.CertificateFile");
    }

    [Fact]
    public void Creating_files_from_an_invalid_configuration_reports_every_problem()
    {
        var invalid = PgBouncerSamples.Fleet with { ListenPort = 0, Options = new() { MaxClientConnections = 0 } };

        var exception = Assert.Throws<ValidationException>(() => PgBouncerFiles.Create(invalid));

        Assert.Contains("ListenPort must be between 1 and 65535 (was 0).", exception.Message, StringComparison.Ordinal);
        Assert.Contains("MaxClientConnections must be between 1 and 100000 (was 0).", exception.Message, StringComparison.Ordinal);
    }

    private static PgBouncerConfiguration With(params PgBouncerDatabase[] databases) =>
        PgBouncerSamples.Fleet with { Databases = databases };

    private static void AssertRefused(PgBouncerConfiguration configuration, string part) =>
        Assert.Contains(configuration.Problems(), problem => problem.Contains(part, StringComparison.Ordinal));
}
