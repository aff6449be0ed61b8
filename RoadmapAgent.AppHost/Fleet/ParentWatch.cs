using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>
/// Ends the application when <c>dotnet run</c>, its parent, is killed: it passes signals on while it lives, but nothing tells its child when it
/// does not. The Aspire CLI brings a watch of its own; a shell may end before what it has started.
/// </summary>
/// <param name="parent">The parent; null for none.</param>
/// <param name="lifetime">What is stopped.</param>
internal sealed class ParentWatch(Process? parent, IHostApplicationLifetime lifetime) : BackgroundService
{
    private const string LauncherName = "dotnet";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (parent is not null)
        {
            await parent.WaitForExitAsync(stoppingToken);
            lifetime.StopApplication();
        }
    }

    /// <summary>The <c>dotnet run</c> that has started this process, if one has. To be asked at once: an orphan no longer knows its parent.</summary>
    public static Process? Launcher()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            var parent = Process.GetProcessById(GetParentId());
            return parent.ProcessName == LauncherName ? parent : null;
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
