using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>
/// Where the fleet's processes wait for each other, so that all begin at the same moment and none ends before all have tried what they may,
/// and where they say what became of it.
/// </summary>
internal sealed class Rendezvous : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication _application;
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<UnitOutcome[]> _outcomes = Channel.CreateUnbounded<UnitOutcome[]>();
    private Countdown? _full;
    private int _waiting;

    private Rendezvous()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.MapPost(DrillLoad.ReadyPath, WaitAsync);
        _application.MapPost(DrillLoad.FullPath, (HttpContext context) => _full!.MeetAsync(context.RequestAborted));
        _application.MapPost(DrillLoad.DonePath, async (HttpContext context) =>
            await _outcomes.Writer.WriteAsync((await context.Request.ReadFromJsonAsync<UnitOutcome[]>(context.RequestAborted))!));
    }

    public static async Task<Rendezvous> OpenAsync(CancellationToken cancellationToken)
    {
        var rendezvous = new Rendezvous();
        await rendezvous._application.StartAsync(cancellationToken);
        return rendezvous;
    }

    /// <summary>Lets every process of a service take part, with the code it has.</summary>
    public void Invite(IResourceBuilder<ProjectResource> service)
    {
        var program = typeof(DrillLoad).Assembly;
        service
            // The hook loads this program into the service's process, where ASP.NET Core then finds it by its name:
            // https://learn.microsoft.com/aspnet/core/fundamentals/host/platform-specific-configuration
            .WithEnvironment("DOTNET_STARTUP_HOOKS", program.Location)
            .WithEnvironment("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", program.GetName().Name!)
            .WithEnvironment(DrillLoad.RendezvousVariable, _application.Urls.First())
            // What ends a unit of work early is a limit of the database, not the haste of a machine that 21 processes share.
            .WithEnvironment("Database__GateTimeout", "00:05:00");
    }

    /// <summary>Waits until so many processes wait.</summary>
    public async Task ReadyAsync(int processes, CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _waiting) < processes)
        {
            await Task.Delay(Look, cancellationToken);
        }
    }

    /// <summary>Lets them begin, and collects what became of it.</summary>
    public async Task<IReadOnlyList<UnitOutcome>> GoAsync(int processes, CancellationToken cancellationToken)
    {
        _full = new(processes);
        _go.SetResult();
        var outcomes = new List<UnitOutcome>();
        for (var n = 0; n < processes; n++)
        {
            outcomes.AddRange(await _outcomes.Reader.ReadAsync(cancellationToken));
        }

        return outcomes;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task WaitAsync(HttpContext context)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _go.Task.WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The process has ended.
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
