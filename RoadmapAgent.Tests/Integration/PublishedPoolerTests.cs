using System.Runtime.Versioning;
using Aspire.Hosting;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Hosting.LocalServers;
using RoadmapAgent.Hosting.PgBouncer;
using RoadmapAgent.Tests.Integration.Fleet;
using RoadmapAgent.Tests.Unit.Hosting.PgBouncer;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Runs the entry point of a published pooler.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PublishedPoolerTests
{
    private const string AnyPassword = "4nything";

    public PublishedPoolerTests() => Assert.SkipUnless(InstalledProgram.Find("pgbouncer") is not null, "PgBouncer is not installed.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("letters123")]
    [InlineData("a \"quoted\" one")]
    [InlineData("\"")]
    [InlineData(@"back\slash\n&\1")]
    [InlineData("$HOME ${HOME} $(id) `id` $$ %s")]
    [InlineData("  blanks at the ends  ")]
    [InlineData("'; exit 3 # {braces} <<'END'")]
    [InlineData("-n")]
    public async Task Users_can_log_in_with_passwords_that_contain_special_characters(string password)
    {
        await using var pooler = new PublishedPooler(Pooler(), Values(password));

        await using var console = await pooler.OpenConsoleAsync("pgbouncer_admin", password);

        var alias = (await console.ShowDatabasesAsync(Cancellation)).Single(database => database.Name == "roadmap_api");
        Assert.Equal(("127.0.0.2", 54321, "roadmap", 8, 8), (alias.Host, alias.Port, alias.Database, alias.PoolSize, alias.MaxConnections));
    }

    [Fact]
    public async Task A_login_with_a_wrong_password_is_refused()
    {
        await using var pooler = new PublishedPooler(Pooler(), Values(AnyPassword));
        await using var console = await pooler.OpenConsoleAsync("pgbouncer_admin", AnyPassword);

        await Assert.ThrowsAsync<AdminConsoleException>(() => pooler.OpenConsoleAsync("pgbouncer_admin", "s0mething", retry: false));
    }

    [Fact]
    public async Task A_user_can_log_in_to_its_own_alias_only()
    {
        await using var pooler = new PublishedPooler(Pooler(), Values(AnyPassword));
        await using var console = await pooler.OpenConsoleAsync("pgbouncer_admin", AnyPassword);

        Assert.True(await IsAdmittedAsync(pooler, console, "roadmap_api", "roadmap_api"));
        foreach (var (user, alias) in new[] { ("pgbouncer_admin", "roadmap_api"), ("roadmap_api", "pgbouncer"), ("roadmap_api", "orders") })
        {
            Assert.False(await IsAdmittedAsync(pooler, console, user, alias), $"{user} at {alias}");
        }
    }

    [Theory]
    [InlineData("shop keeper")]
    [InlineData("\"quoted\" & all")]
    [InlineData("all")]
    [InlineData(@"back\slash|bar\1")]
    public async Task A_user_name_from_a_parameter_is_bound_to_its_alias_whatever_characters_it_has(string name)
    {
        await using var pooler = new PublishedPooler(Pooler(), Values(AnyPassword, name));
        await using var console = await pooler.OpenConsoleAsync("pgbouncer_admin", AnyPassword);

        Assert.True(await IsAdmittedAsync(pooler, console, name, "orders"));
        Assert.False(await IsAdmittedAsync(pooler, console, name, "roadmap_api"));
        Assert.False(await IsAdmittedAsync(pooler, console, "roadmap_api", "orders"));
    }

    [Fact]
    public async Task The_published_files_have_owner_only_access()
    {
        await using var pooler = new PublishedPooler(Pooler(), Values(AnyPassword));
        await using var console = await pooler.OpenConsoleAsync("pgbouncer_admin", AnyPassword);

        var files = Directory.GetFiles(pooler.Path);

        Assert.Equal(["pgbouncer.ini", "pgbouncer_hba.conf", "userlist.txt"], files.Select(Path.GetFileName).Order());
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task The_pooler_exits_cleanly_on_TERM_and_INT_despite_a_connected_client(string signal)
    {
        await using var pooler = new PublishedPooler(Pooler(), Values(AnyPassword));
        await using var console = await pooler.OpenConsoleAsync("pgbouncer_admin", AnyPassword);

        await pooler.SignalAsync(signal);

        var (code, log) = await pooler.ExitAsync();
        Assert.Equal(0, code);
        Assert.Contains("SIGINT", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("s3cret\nlines")]
    [InlineData("s3cret\ttab")]
    public async Task A_password_that_the_user_list_cannot_represent_is_refused_without_being_shown(string? password)
    {
        await using var pooler = new PublishedPooler(Pooler(), Values(password));

        var (code, error) = await pooler.ExitAsync();

        Assert.Equal(1, code);
        Assert.Contains("PgBouncer cannot start: each of PGBOUNCER_USER_1 PGBOUNCER_PASSWORD_1 ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_clients_than_the_open_file_limit_allows_are_refused()
    {
        await using var pooler = new PublishedPooler(Pooler(maxClients: 100_000), Values(AnyPassword), openFiles: 5000);

        var (code, error) = await pooler.ExitAsync();

        Assert.Equal(1, code);
        Assert.Contains("PgBouncer needs 100084 open files", error, StringComparison.Ordinal);
    }

    /// <summary>
    /// Tells whether a user gets past the login; there is no server, so the pooler then keeps the client waiting for one.
    /// </summary>
    private static async Task<bool> IsAdmittedAsync(
        PublishedPooler pooler, AdminConsoleConnection console, string user, string alias)
    {
        var login = pooler.OpenConsoleAsync(user, AnyPassword, retry: false, database: alias);
        var waiting = false;
        await Eventually.TrueAsync(TimeSpan.FromMinutes(1), () => $"no answer to {user} at {alias}", async () =>
        {
            waiting = (await console.ShowPoolsAsync(Cancellation))
                .Any(pool => pool.Database == alias && pool.User == user && pool.ClientsWaiting > 0);
            return waiting || login.IsCompleted;
        });
        await Assert.ThrowsAsync<AdminConsoleException>(() => login);
        return waiting;
    }

    private static PgBouncerResource Pooler(int maxClients = 100)
    {
        var builder = PgBouncerModel.Publish();
        // The oldest supported version, so that the installed PgBouncer understands the settings.
        var pooler = builder.AddPgBouncer("pooler", builder.AddPostgres("pg"), new() { MaxClientConnections = maxClients })
            .WithImageTag("1.18")
            .WithAdminUser(password: builder.AddParameter("word", secret: true));
        var login = new PgBouncerLogin("roadmap_api", builder.AddParameter("api-word", secret: true).Resource);
        pooler.AddDatabase("api", "roadmap", login, poolSize: 8, alias: "roadmap_api");
        var customer = new PgBouncerLogin(builder.AddParameter("user").Resource, login.Password);
        pooler.AddDatabase("orders", "orders", customer, poolSize: 2);
        return pooler.Resource;
    }

    private static Dictionary<string, string?> Values(string? password, string user = "keeper") => new()
    {
        ["{pg.bindings.tcp.host}"] = "127.0.0.2",
        ["{pg.bindings.tcp.port}"] = "54321",
        ["{api-word.value}"] = AnyPassword,
        ["{word.value}"] = password,
        ["{user.value}"] = user,
    };
}
