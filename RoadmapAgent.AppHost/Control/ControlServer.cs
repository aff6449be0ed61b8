using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.AppHost.Configuration;

namespace RoadmapAgent.AppHost.Control;

/// <summary>
/// Takes commands from other processes of the same user: over HTTP on a socket in a directory that nobody else may enter, so that no key is
/// needed. Has the data directory as long as it runs.
/// </summary>
/// <param name="fleet">The fleet.</param>
/// <param name="commands">Executes the commands.</param>
internal sealed class ControlServer(FleetOptions fleet, ControlCommands commands) : IDisposable
{
    // Of sun_path without its final NUL: 108 bytes on Linux, 104 on macOS.
    private const int LongestSocket = 103;

    private FleetLock? _lock;
    private DirectoryInfo? _directory;
    private WebApplication? _server;

    /// <summary>Takes the data directory and starts to listen.</summary>
    /// <exception cref="FleetException">The data directory is in use or cannot be used.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _lock = FleetLock.Take(fleet.DataDirectory);
        // Of its own, because the path of a socket may not be longer than about a hundred characters.
        _directory = CreateDirectory();
        var socket = Path.Combine(_directory.FullName, "control.sock");
        if (Encoding.UTF8.GetByteCount(socket) > LongestSocket)
        {
            throw new FleetException(
                $"TMPDIR must be a shorter path: the socket '{socket}' would be longer than the {LongestSocket} bytes that are possible.");
        }

        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket));
        _server = builder.Build();
        _server.UseRouting();
        _server.MapGet("/status", () => commands.Status());
        _server.MapPost("/pause", (bool? stay, CancellationToken cancelled) => commands.PauseAsync(stay ?? false, cancelled));
        _server.MapPost("/resume", (CancellationToken cancelled) => commands.ResumeAsync(cancelled));
        _server.MapPost("/requeue", (string? worker, CancellationToken cancelled) => commands.RequeueAsync(worker, cancelled));
        _server.MapPost("/stop", (HttpResponse response) =>
        {
            // Not before the answer has been sent: an application that is starting ends at once.
            response.OnCompleted(commands.StopAsync);
            return new ControlAnswer(true, "Stopping.");
        });
        await _server.StartAsync(cancellationToken);
        // The host is not disposed in a process of its own.
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        new ControlAddress(Environment.ProcessId, socket).Write(fleet.DataDirectory);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        var server = Interlocked.Exchange(ref _server, null);
        var directory = Interlocked.Exchange(ref _directory, null);
        var taken = Interlocked.Exchange(ref _lock, null);
        (server as IDisposable)?.Dispose();
        directory?.Delete(recursive: true);
        if (taken is not null)
        {
            ControlAddress.Delete(fleet.DataDirectory);
            taken.Dispose();
        }
    }

    private static DirectoryInfo CreateDirectory()
    {
        try
        {
            return Directory.CreateTempSubdirectory("roadmap-agent-");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException(
                $"TMPDIR must be a directory that the user who starts the fleet can write to (was '{Path.GetTempPath()}').", e);
        }
    }

    private void OnExit(object? sender, EventArgs exit) => Dispose();
}
