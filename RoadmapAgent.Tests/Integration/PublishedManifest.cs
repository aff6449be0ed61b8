using System.Text.Json;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>The manifest that the AppHost publishes for the seed fleet of 21 processes.</summary>
public sealed class PublishedManifest : IAsyncLifetime
{
    private readonly ServerDirectory _directory = new();
    private JsonDocument? _manifest;

    /// <summary>The whole text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Its entries by their names.</summary>
    public IReadOnlyDictionary<string, JsonElement> Resources =>
        _manifest!.RootElement.GetProperty("resources").EnumerateObject().ToDictionary(each => each.Name, each => each.Value);

    /// <summary>The entries of a type.</summary>
    public IEnumerable<string> OfType(string type) =>
        Resources.Where(each => each.Value.GetProperty("type").GetString() == type).Select(each => each.Key);

    /// <summary>The environment of an entry.</summary>
    public IReadOnlyDictionary<string, string> Environment(string resource) =>
        Resources[resource].GetProperty("env").EnumerateObject().ToDictionary(each => each.Name, each => each.Value.GetString()!);

    /// <summary>The arguments of an entry.</summary>
    public IReadOnlyList<string> Arguments(string resource) =>
        [.. Resources[resource].GetProperty("args").EnumerateArray().Select(each => each.GetString()!)];

    public async ValueTask InitializeAsync()
    {
        string[] command = ["--publisher", "manifest", "--output-path", _directory.Path, "--Fleet:Profile=Seed"];
        var (code, _, error) = await AppHostProgram.RunAsync(command);
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
