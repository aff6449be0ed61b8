using System.Runtime.Versioning;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.Hosting.LocalServers;
using RoadmapAgent.Hosting.LocalServers.PgBouncer;
using RoadmapAgent.Hosting.PgBouncer;
using RoadmapAgent.Tests.Unit.Connections.PgBouncer;

namespace RoadmapAgent.Tests.Unit.Hosting.PgBouncer;

[UnsupportedOSPlatform("windows")]
public sealed class PgBouncerProcessTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pgbouncer-process-");

    public PgBouncerProcessTests() => Assert.SkipUnless(InstalledProgram.Find("pgbouncer") is not null, "PgBouncer is not installed.");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void The_endpoint_has_a_dynamic_port_without_a_proxy()
    {
        var endpoint = Assert.Single(Add(out _).Resource.Annotations.OfType<EndpointAnnotation>());

        Assert.False(endpoint.IsProxied);
        Assert.Null(endpoint.Port);
        Assert.Equal(("tcp", "tcp"), (endpoint.Name, endpoint.UriScheme));
    }

    [Fact]
    public async Task The_process_arguments_are_the_file_limit_and_the_ini_path_without_secrets()
    {
        var arguments = await PgBouncerModel.ArgumentsAsync(Add(out _).Resource);

        Assert.Equal(["1080", PgBouncerInstallation.Program(), Path.Combine(FilesDirectory, "pgbouncer.ini")], arguments.TakeLast(3));
        Assert.DoesNotContain(arguments, argument => argument.Contains("4pi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_files_are_written_before_the_start_with_current_addresses_and_owner_only_access()
    {
        var pooler = Add(out var server);
        PgBouncerModel.Allocate(server, 54321);
        PgBouncerModel.Allocate(pooler.Resource, 16432);

        await StartingAsync(pooler);

        var ini = await File.ReadAllTextAsync(Path.Combine(FilesDirectory, "pgbouncer.ini"), TestContext.Current.CancellationToken);
        Assert.StartsWith(
            "host='127.0.0.1' port=54321 dbname='roadmap' pool_size=8 ",
            PgBouncerSamples.Section(ini, "databases")["roadmap_api"],
            StringComparison.Ordinal);
        var settings = PgBouncerSamples.Section(ini, "pgbouncer");
        Assert.Equal(("127.0.0.1", "16432"), (settings["listen_addr"], settings["listen_port"]));
        Assert.Equal(Path.Combine(FilesDirectory, "userlist.txt"), settings["auth_file"]);
        foreach (var file in Directory.GetFiles(FilesDirectory))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Shares_that_change_are_in_a_file_of_their_own_which_is_written_at_every_start()
    {
        var pooler = Add(out var server, sharesChange: true);
        PgBouncerModel.Allocate(server, 54321);
        PgBouncerModel.Allocate(pooler.Resource, 16432);
        var path = Path.Combine(FilesDirectory, "databases.ini");
        await StartingAsync(pooler);
        var declared = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(path, "[databases]\n", TestContext.Current.CancellationToken);

        await StartingAsync(pooler);

        Assert.Equal(declared, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Contains(" pool_size=8 ", PgBouncerSamples.Section(declared, "databases")["roadmap_api"], StringComparison.Ordinal);
        var ini = await File.ReadAllTextAsync(Path.Combine(FilesDirectory, "pgbouncer.ini"), TestContext.Current.CancellationToken);
        Assert.StartsWith($"%include {path}\n", ini, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_a_previous_run_are_replaced()
    {
        foreach (var password in new[] { "first", "second" })
        {
            var pooler = Add(out var server, password);
            PgBouncerModel.Allocate(server, 54321);
            PgBouncerModel.Allocate(pooler.Resource, 16432);
            await StartingAsync(pooler);
        }

        var users = await File.ReadAllTextAsync(Path.Combine(FilesDirectory, "userlist.txt"), TestContext.Current.CancellationToken);
        Assert.Equal("\"roadmap_api\" \"second\"\n", users);
    }

    [Fact]
    public async Task Clients_connect_to_the_listen_address()
    {
        var pooler = Add(out _);
        PgBouncerModel.Allocate(pooler.Resource, 16432);

        Assert.Equal(
            "Host=127.0.0.1;Port=16432;Username=roadmap_api;Password=4pi;Database=roadmap_api",
            await pooler.Resource.Definition.Databases[0].ConnectionStringExpression.GetValueAsync(TestContext.Current.CancellationToken));
    }

    private string FilesDirectory => Path.Combine(_directory.FullName, "files");

    private IResourceBuilder<PgBouncerResource> Add(
        out PostgresServerResource server, string password = "4pi", bool sharesChange = false)
    {
        var builder = PgBouncerModel.Run();
        server = builder.AddPostgres("pg").Resource;
        var pooler = builder.AddPgBouncer("pooler", server.PrimaryEndpoint).RunAsProcess(FilesDirectory, sharesChange);
        pooler.AddDatabase("api", "roadmap", builder.Login("roadmap_api", "api-password", password), poolSize: 8, alias: "roadmap_api");
        return pooler;
    }

    private static async Task StartingAsync(IResourceBuilder<PgBouncerResource> pooler)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await pooler.ApplicationBuilder.Eventing.PublishAsync(
            new BeforeResourceStartedEvent(pooler.ApplicationBuilder.Resources.OfType<PgBouncerProcessResource>().Single(), services),
            TestContext.Current.CancellationToken);
    }
}
