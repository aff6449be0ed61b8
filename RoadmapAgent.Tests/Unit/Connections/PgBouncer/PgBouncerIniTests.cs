using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Tests.Unit.Connections.PgBouncer;

public class PgBouncerIniTests
{
    [Fact]
    public void Every_alias_has_its_share_as_pool_size_and_connection_limit()
    {
        var databases = PgBouncerSamples.Section(PgBouncerFiles.Create(PgBouncerSamples.Fleet).Ini, "databases");

        Assert.Equal(["roadmap_api", "roadmap_content"], databases.Keys);
        Assert.Equal(
            "host='127.0.0.1' port=5432 dbname='roadmap' pool_size=14 min_pool_size=0 reserve_pool=0 max_db_connections=14",
            databases["roadmap_api"]);
        Assert.Equal(
            "host='127.0.0.1' port=5432 dbname='roadmap' pool_size=16 min_pool_size=0 reserve_pool=2 max_db_connections=18",
            databases["roadmap_content"]);
    }

    [Fact]
    public void Databases_can_be_a_file_of_their_own()
    {
        var together = PgBouncerFiles.Create(PgBouncerSamples.Fleet);
        var apart = PgBouncerFiles.Create(PgBouncerSamples.Fleet with { DatabasesPath = "/var/lib/pooler/databases.ini" });

        Assert.Null(together.Databases);
        Assert.Equal(
            PgBouncerSamples.Section(together.Ini, "databases"), PgBouncerSamples.Section(apart.Databases!, "databases"));
        Assert.Equal(PgBouncerSamples.Section(together.Ini, "pgbouncer"), PgBouncerSamples.Section(apart.Ini, "pgbouncer"));
        Assert.StartsWith("%include /var/lib/pooler/databases.ini\n", apart.Ini, StringComparison.Ordinal);
        Assert.DoesNotContain("[databases]", apart.Ini, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", apart.Databases, StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_unsuitable_for_a_fleet_are_overridden()
    {
        var settings = PgBouncerSamples.Section(PgBouncerFiles.Create(PgBouncerSamples.Fleet).Ini, "pgbouncer");

        Assert.Equal("transaction", settings["pool_mode"]);
        Assert.Equal(("hba", "/var/lib/pooler/pgbouncer_hba.conf"), (settings["auth_type"], settings["auth_hba_file"]));
        Assert.Equal("1000", settings["max_client_conn"]);
        Assert.Equal("1000", settings["listen_backlog"]);
        Assert.Equal("15", settings["query_wait_timeout"]);
        Assert.Equal("1", settings["server_login_retry"]);
        Assert.Equal("5", settings["server_connect_timeout"]);
        Assert.Equal("60", settings["idle_transaction_timeout"]);
        Assert.Equal("extra_float_digits", settings["ignore_startup_parameters"]);
        Assert.Equal("0", settings["so_reuseport"]);
        Assert.Equal("", settings["unix_socket_dir"]);
        Assert.Equal("", settings["logfile"]);
        Assert.Equal("", settings["pidfile"]);
        Assert.Equal("prefer", settings["server_tls_sslmode"]);
        Assert.Equal("disable", settings["client_tls_sslmode"]);
    }

    [Fact]
    public void Console_users_are_listed_by_access_level()
    {
        var settings = PgBouncerSamples.Section(PgBouncerFiles.Create(PgBouncerSamples.Fleet).Ini, "pgbouncer");

        Assert.Equal("operator", settings["admin_users"]);
        Assert.Equal("watcher", settings["stats_users"]);
    }

    [Fact]
    public void The_ini_contains_no_passwords()
    {
        Assert.DoesNotContain("secret", PgBouncerFiles.Create(PgBouncerSamples.Fleet).Ini, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.18.0", false)]
    [InlineData("1.20.1", false)]
    [InlineData("1.21.0", true)]
    [InlineData("1.25.2", true)]
    public void Prepared_statements_are_configured_only_for_versions_that_support_them(string version, bool known)
    {
        var configuration = PgBouncerSamples.Fleet with
        {
            Version = Version.Parse(version),
            Options = new() { MaxPreparedStatements = 50 },
        };

        var settings = PgBouncerSamples.Section(PgBouncerFiles.Create(configuration).Ini, "pgbouncer");

        Assert.Equal(known ? "50" : null, settings.GetValueOrDefault("max_prepared_statements"));
    }

    [Fact]
    public void Times_are_written_in_seconds_with_a_decimal_point()
    {
        var configuration = PgBouncerSamples.Fleet with
        {
            Options = new() { QueryWaitTimeout = TimeSpan.FromMilliseconds(2500), ServerConnectTimeout = TimeSpan.FromSeconds(2) },
        };

        Assert.Equal("2.5", PgBouncerSamples.Section(PgBouncerFiles.Create(configuration).Ini, "pgbouncer")["query_wait_timeout"]);
    }

    [Fact]
    public void TLS_settings_contain_the_modes_and_file_paths()
    {
        var configuration = PgBouncerSamples.Fleet with
        {
            Options = new()
            {
                ClientTls = new(PgBouncerTlsMode.Require) { CertificateFile = "/tls/cert.pem", KeyFile = "/tls/key.pem" },
                ServerTls = new(PgBouncerTlsMode.VerifyFull) { CaFile = "/tls/ca.pem" },
            },
        };

        var settings = PgBouncerSamples.Section(PgBouncerFiles.Create(configuration).Ini, "pgbouncer");

        Assert.Equal("require", settings["client_tls_sslmode"]);
        Assert.Equal("/tls/cert.pem", settings["client_tls_cert_file"]);
        Assert.Equal("/tls/key.pem", settings["client_tls_key_file"]);
        Assert.Equal("verify-full", settings["server_tls_sslmode"]);
        Assert.Equal("/tls/ca.pem", settings["server_tls_ca_file"]);
        Assert.DoesNotContain("server_tls_key_file", settings.Keys);
    }

    [Fact]
    public void Database_names_are_quoted()
    {
        var configuration = PgBouncerSamples.Fleet with
        {
            Databases = [new("odd", "db.example", 5432, "it's a=db pool_size=99", PoolSize: 3)],
        };

        Assert.StartsWith(
            "host='db.example' port=5432 dbname='it''s a=db pool_size=99' pool_size=3",
            PgBouncerSamples.Section(PgBouncerFiles.Create(configuration).Ini, "databases")["odd"],
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_needs_one_file_per_client_and_two_per_server_connection()
    {
        Assert.Equal(1000 + 2 * 50 + 64, new PgBouncerOptions().OpenFiles(50));
    }

    [Fact]
    public void The_expected_file_count_assumes_a_full_pool_per_user_and_database()
    {
        // What PgBouncer 1.24.1 logged for a laptop's fleet: shares of 28, four services and two users of the console.
        Assert.Equal(1208, new PgBouncerOptions().ExpectedFiles(28, users: 6));
    }

    [Theory]
    [InlineData("PgBouncer 1.18.0\nlibevent 2.1.12-stable\n", "1.18.0")]
    [InlineData("1.25.2-trixie", "1.25.2")]
    [InlineData("1.25", "1.25")]
    [InlineData("latest", "1.18")]
    [InlineData("20260709", "1.18")]
    [InlineData(null, "1.18")]
    public void A_version_is_parsed_from_a_banner_or_an_image_tag(string? text, string version)
    {
        Assert.Equal(Version.Parse(version), PgBouncerVersion.In(text));
    }
}
