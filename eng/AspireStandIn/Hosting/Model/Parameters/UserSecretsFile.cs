using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The file that `dotnet user-secrets` keeps for an AppHost.</summary>
internal sealed class UserSecretsFile(string path)
{
    private static readonly Lock Writing = new();
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Null when the AppHost has no user secrets: then nothing is kept.</summary>
    public static UserSecretsFile? Of(Assembly? appHost) =>
        appHost?.GetCustomAttribute<UserSecretsIdAttribute>()?.UserSecretsId is { } id ? new UserSecretsFile(PathHelper.GetSecretsPathFromSecretsId(id)) : null;

    /// <summary>Keeping a value is a convenience: a folder that cannot be written to does not stop the application.</summary>
    public bool TrySet(string key, string value)
    {
        try
        {
            lock (Writing) Set(key, value);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    private void Set(string key, string value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var secrets = new ConfigurationBuilder().AddJsonFile(path, optional: true).Build().AsEnumerable()
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        secrets[key] = value;
        var json = new JsonObject(secrets.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))).ToJsonString(Indented);

        // Readable by its owner from the first byte on, and never seen half written.
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(temporary, options)) writer.Write(json);
        File.Move(temporary, path, overwrite: true);
    }
}
