using System.Text.Json;

namespace RoadmapAgent.AppHost.Control;

/// <summary>Where a running AppHost takes commands; kept in its data directory, and readable by its user only.</summary>
/// <param name="Process">The AppHost's process id.</param>
/// <param name="Socket">The path of its socket.</param>
internal sealed record ControlAddress(int Process, string Socket)
{
    private const string FileName = "apphost.json";

    /// <summary>Reads the address; null if there is none.</summary>
    public static ControlAddress? Read(string dataDirectory)
    {
        try
        {
            return JsonSerializer.Deserialize<ControlAddress>(File.ReadAllText(Path.Combine(dataDirectory, FileName)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the address.</summary>
    public void Write(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, FileName);
        var fresh = $"{path}.new";
        File.Delete(fresh);
        using (var writer = new StreamWriter(fresh, Private))
        {
            writer.Write(JsonSerializer.Serialize(this));
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>Deletes the address.</summary>
    public static void Delete(string dataDirectory) => File.Delete(Path.Combine(dataDirectory, FileName));

    private static FileStreamOptions Private => OperatingSystem.IsWindows()
        ? new() { Mode = FileMode.CreateNew, Access = FileAccess.Write }
        : new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
}
