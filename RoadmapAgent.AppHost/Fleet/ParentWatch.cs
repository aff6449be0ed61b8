using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>
/// Ends the application when <c>dotnet run</c>, its parent, is killed: it passes signals on while it lives, but nothing tells its child when it
/// does not. The Aspire CLI brings a watch of its own; a shell may end before what it has started.
/// </summary>
internal sealed class ParentWatch(IHostApplicationLifetime lifetime) : BackgroundService
{
    private const string Launcher = "dotnet";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Parent() is not { } parent)
        {
            return;
        }

        using (parent)
        {
            await parent.WaitForExitAsync(stoppingToken);
            lifetime.StopApplication();
        }
    }

    private static Process? Parent()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            var parent = Process.GetProcessById(GetParentId());
            return parent.ProcessName == Launcher ? parent : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetParentId();
}
