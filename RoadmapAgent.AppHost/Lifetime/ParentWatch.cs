using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace RoadmapAgent.AppHost.Lifetime;

/// <summary>
/// Stops the application when its parent <c>dotnet run</c> is killed. <c>dotnet run</c> forwards signals, but when it is killed, its child
/// is not notified. Other parents are ignored: the Aspire CLI has its own watch, and a shell may end before the programs it started.
/// </summary>
/// <param name="parent">The parent process; null for none.</param>
/// <param name="lifetime">The lifetime of the application to stop.</param>
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

    /// <summary>
    /// Finds the <c>dotnet run</c> that started this process, if any. Call it at startup, because an orphan no longer knows its parent.
    /// </summary>
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
