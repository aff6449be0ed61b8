using System.Diagnostics;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>A directory for the data of a test's servers, which may run as another user than the test.</summary>
internal sealed class ServerDirectory : IAsyncDisposable
{
    public ServerDirectory()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"roadmap-agent-tests-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
        if (!OperatingSystem.IsWindows())
        {
            // Whoever the servers run as has to reach their own directories below.
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
