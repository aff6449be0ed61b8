using System.Diagnostics;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>A data directory for a test's servers, which may run as a different user.</summary>
internal sealed class ServerDirectory : IAsyncDisposable
{
    public ServerDirectory()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"roadmap-agent-tests-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
        if (!OperatingSystem.IsWindows())
        {
            // The servers' user must be able to reach its subdirectories.
            File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101);
        }
    }

    public string Path { get; }

    public async ValueTask DisposeAsync()
    {
        using var remove = Process.Start("rm", ["-rf", Path]);
        await remove.WaitForExitAsync();
    }
}
