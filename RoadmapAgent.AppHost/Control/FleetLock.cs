using RoadmapAgent.AppHost.Configuration;


namespace RoadmapAgent.AppHost.Control;

/// <summary>
/// The right to a data directory: one AppHost at a time has it. The operating system takes it back when the process ends, however it ends.
/// </summary>
internal sealed class FleetLock : IDisposable
{
    private const string FileName = "apphost.lock";
    private const int LongestQuotation = 80;

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows; ENOSPC.
    private static readonly int[] OpenElsewhere = [11, 35, unchecked((int)0x80070020)];
    private const int NoSpace = 28;

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
            throw new FleetException($"Fleet:DataDirectory must be {Remedy(dataDirectory, e)} (was '{Shortened(dataDirectory)}').", e);
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
        catch (UnauthorizedAccessException)
        {
            // It belongs to another user.
            return true;
        }
        catch (IOException)
        {
            // There is no such directory, and there can be none.
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
        catch (IOException e) when (OpenElsewhere.Contains(e.HResult))
        {
            return null;
        }
    }

    /// <summary>
    /// Says what the directory must be instead. The texts of .NET and of the operating system name neither the setting nor that.
    /// </summary>
    private static string Remedy(string dataDirectory, Exception exception) =>
        FileAbove(dataDirectory) is { } file ? $"a directory, but '{file}' is a file"
        : exception is UnauthorizedAccessException ? "writable for the user who starts the fleet"
        : exception is PathTooLongException ? "a shorter path"
        : exception.HResult == NoSpace ? "on a disk with free space"
        : "a directory that can be created and written to";

    private static string? FileAbove(string path)
    {
        for (var above = path; above is not null && !Directory.Exists(above); above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
            {
                return above;
            }
        }

        return null;
    }

    private static string Shortened(string path) => path.Length <= LongestQuotation ? path : $"{path[..LongestQuotation]}…";
}
