using System.Text.Json;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The manifest that the AppHost publishes of the fleet of 21 processes, read from its file.</summary>
public sealed class PublishedManifest : IAsyncLifetime
{
    private readonly ServerDirectory _directory = new();
    private JsonDocument? _manifest;

    /// <summary>The whole text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Its entries by their names.</summary>
    public IReadOnlyDictionary<string, JsonElement> Resources =>
        _manifest!.RootElement.GetProperty("resources").EnumerateObject().ToDictionary(resource => resource.Name, resource => resource.Value);

    /// <summary>The entries of a type.</summary>
    public IEnumerable<string> OfType(string type) => Resources.Where(resource => resource.Value.GetProperty("type").GetString() == type).Select(resource => resource.Key);

    /// <summary>The environment of an entry.</summary>
    public IReadOnlyDictionary<string, string> Environment(string resource) =>
        Resources[resource].GetProperty("env").EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!);

    /// <summary>The arguments of an entry.</summary>
    public IReadOnlyList<string> Arguments(string resource) => [.. Resources[resource].GetProperty("args").EnumerateArray().Select(argument => argument.GetString()!)];

    public async ValueTask InitializeAsync()
    {
        var (code, _, error) = await AppHostProgram.RunAsync("--publisher", "manifest", "--output-path", _directory.Path, "--Fleet:Profile=Seed");
        Assert.True(code == 0, error);
        Text = await File.ReadAllTextAsync(Path.Combine(_directory.Path, "aspire-manifest.json"));
        _manifest = JsonDocument.Parse(Text);
    }

    public async ValueTask DisposeAsync()
    {
        _manifest?.Dispose();
        await _directory.DisposeAsync();
    }
}
