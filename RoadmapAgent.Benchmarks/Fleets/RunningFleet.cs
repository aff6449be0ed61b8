using System.Security.Cryptography;

namespace RoadmapAgent.Benchmarks.Fleets;

/// <summary>A healthy fleet of some kind, and its processes.</summary>
internal sealed class RunningFleet : IAsyncDisposable
{
    private const string MarkVariable = "ROADMAP_AGENT_BENCH";
    private const string NameVariable = "OTEL_SERVICE_NAME";

    private static readonly string[] Servers = ["postgres", "pgbouncer", "messaging"];

    private readonly string _mark;
    private readonly ModelServer? _model;

    private RunningFleet(FleetKind kind, BenchFleet servers, string mark, ModelServer? model) =>
        (Kind, Application, _mark, _model) = (kind, servers, mark, model);

    public FleetKind Kind { get; }

    public BenchFleet Application { get; }

    /// <summary>The model that writes its roadmaps.</summary>
    public ModelServer Model => _model ?? throw new InvalidOperationException($"The fleet '{Kind.Name}' has no model.");

    /// <summary>The memory of each service's largest process when the fleet became healthy, in MB.</summary>
    public IReadOnlyDictionary<string, double> FreshMegabytes { get; private set; } = new Dictionary<string, double>();

    /// <summary>Seconds from nothing to healthy servers.</summary>
    public double ServersHealthyAfter { get; private set; }

    /// <summary>Seconds from nothing to healthy services.</summary>
    public double HealthyAfter { get; private set; }

    /// <summary>Starts a fleet and waits until it is healthy.</summary>
    public static async Task<RunningFleet> StartAsync(FleetKind kind, CancellationToken cancellationToken)
    {
        var mark = RandomNumberGenerator.GetHexString(16);
        var model = kind.Model ? await ModelServer.StartAsync(cancellationToken) : null;
        string[] author = model is null ? [] : [$"--Author:Chat:Endpoint={model.Endpoint}"];
        BenchFleet? application = null;
        try
        {
            using var path = ProgramDirectory.First(kind.PgBouncer);
            application = await BenchFleet.StartAsync(
                [.. kind.Settings, "--Fleet:Servers=Processes", .. author], Configure, cancellationToken);
            var fleet = new RunningFleet(kind, application, mark, model);
            await fleet.HealthyAsync(cancellationToken);
            return fleet;
        }
        catch
        {
            await DisposeAsync(application, model);
            throw;
        }

        void Configure(IResourceBuilder<ProjectResource> service)
        {
            service.WithEnvironment(MarkVariable, mark);
            if (!kind.Services)
            {
                service.WithExplicitStart();
            }
        }
    }

    /// <summary>The address that a service's first process listens on itself, without the orchestrator's proxy.</summary>
    public Uri AddressOfProcess(string service) => new(ProcessTree.EnvironmentOf(ProcessesOf(service)[0])["ASPNETCORE_URLS"].Split(';')[0]);

    /// <summary>The memory of each service's largest process, in MB.</summary>
    public IReadOnlyDictionary<string, double> MemoryMegabytes() => BenchFleet.Services.ToDictionary(
        service => service, service => ProcessesOf(service).Max(ProcessTree.ProportionalMegabytes));

    /// <summary>The CPU time of every service and server so far, in seconds.</summary>
    public IReadOnlyDictionary<string, double> CpuSeconds()
    {
        var tree = ProcessTree.Read();
        var marked = tree.WithEnvironment(MarkVariable, _mark);
        var services = BenchFleet.Services.Select(service =>
            (service, tree.CpuSeconds(marked.Intersect(tree.WithEnvironment(NameVariable, service)))));
        var servers = Servers.Select(server =>
            (server, tree.CpuSeconds(tree.WithArgument(Path.Combine(Application.DataDirectory, server)))));
        return services.Concat(servers).ToDictionary(each => each.Item1, each => each.Item2);
    }

    public ValueTask DisposeAsync() => DisposeAsync(Application, _model);

    private static async ValueTask DisposeAsync(BenchFleet? application, ModelServer? model)
    {
        if (application is not null)
        {
            await application.DisposeAsync();
        }

        if (model is not null)
        {
            await model.DisposeAsync();
        }
    }

    private IReadOnlyList<int> ProcessesOf(string service)
    {
        var tree = ProcessTree.Read();
        return [.. tree.WithEnvironment(MarkVariable, _mark).Intersect(tree.WithEnvironment(NameVariable, service))];
    }

    private async Task HealthyAsync(CancellationToken cancellationToken)
    {
        var servers = await Task.WhenAll(Servers.Select(server => Application.HealthyAsync(server, cancellationToken)));
        ServersHealthyAfter = servers.Max().TotalSeconds;
        if (Kind.Services)
        {
            var services = await Task.WhenAll(BenchFleet.Services.Select(service => Application.HealthyAsync(service, cancellationToken)));
            HealthyAfter = services.Max().TotalSeconds;
            FreshMegabytes = MemoryMegabytes();
        }
        else
        {
            await Application.CompletedAsync("migrations", cancellationToken);
        }
    }
}
