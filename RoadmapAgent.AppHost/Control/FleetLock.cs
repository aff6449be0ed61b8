using RoadmapAgent.AppHost.Fleet;

namespace RoadmapAgent.AppHost.Control;

/// <summary>
/// The right to a data directory: one AppHost at a time has it. The operating system takes it back when the process ends, however it ends.
/// </summary>
internal sealed class FleetLock : IDisposable
{
    private const string FileName = "apphost.lock";

    private readonly FileStream _file;

    private FleetLock(FileStream file) => _file = file;

    /// <summary>Takes the data directory, and creates it if it does not exist.</summary>
    /// <exception cref="FleetException">Another AppHost has it, or it cannot be used.</exception>
    public static FleetLock Take(string dataDirectory)
    {
        try
        {
            Directory.CreateDirectory(dataDirectory);
            return TryTake(dataDirectory, FileMode.OpenOrCreate) ?? throw new FleetException(
                $"The data directory '{dataDirectory}' is in use by another run of this application"
                + (ControlAddress.Read(dataDirectory) is { } owner ? $", process {owner.Process}" : "")
                + ": stop it with ./run.sh stop, or choose another --Fleet:DataDirectory.");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new FleetException($"Fleet:DataDirectory cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Tells whether an AppHost has the data directory.</summary>
    public static bool IsTaken(string dataDirectory)
    {
        try
        {
            using var free = TryTake(dataDirectory, FileMode.Open);
            return free is null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    public void Dispose() => _file.Dispose();

    private static FleetLock? TryTake(string dataDirectory, FileMode mode)
    {
        try
        {
            return new(new FileStream(Path.Combine(dataDirectory, FileName), mode, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            // It is open elsewhere; that a file or directory is missing is a type of its own.
            return null;
        }
    }
}
