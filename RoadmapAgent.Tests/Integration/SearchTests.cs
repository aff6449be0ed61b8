using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Searching one's own roadmaps.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class SearchTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Names_tutorials_and_notes_are_found_with_what_surrounds_them_by_their_owner_alone()
    {
        var id = await CompletedAsync("Learn SQL");
        const string Note = "Zanzibar: 100% of the rows_kept";
        using var saved = await fleet.Api.PutAsJsonAsync($"/api/roadmaps/{id}/concepts/c-1-1-1/note", new { note = Note }, Cancellation);
        saved.EnsureSuccessStatusCode();
        var concept = await fleet.ReadAsync($"/api/roadmaps/{id}/concepts/c-1-1-1");
        var name = concept.GetProperty("name").GetString()!;
        var sentence = concept.GetProperty("tutorial").GetProperty("markdown").GetString()!.Split(["\n", ". "], StringSplitOptions.None)
            .First(line => line.Length is > 40 and < 100 && line.All(character => char.IsLetter(character) || character is ' ' or ','));

        Assert.Contains("c-1-1-1", await FindAsync(fleet.Api, id, name));
        Assert.Contains("c-1-1-1", await FindAsync(fleet.Api, id, sentence.ToUpperInvariant()));
        Assert.Equal(["c-1-1-1"], await FindAsync(fleet.Api, id, "rows_kept zanzibar:"));
        Assert.Equal(["c-1-1-1"], await FindAsync(fleet.Api, id, "zanzibar 100%"));
        Assert.Empty(await FindAsync(fleet.Api, id, "zanzibar 10_%"));
        Assert.Empty(await FindAsync(fleet.Api, id, "zanzibar nowhere-to-be-found"));
        var hit = (await ReadAsync(fleet.Api, "zanzibar")).EnumerateArray().Single();
        Assert.StartsWith(Note, hit.GetProperty("excerpt").GetString(), StringComparison.Ordinal);
        Assert.Equal(name, hit.GetProperty("conceptName").GetString());
        using var grace = fleet.Grace();
        Assert.Empty((await ReadAsync(grace, "zanzibar")).EnumerateArray());
        using var removed = await fleet.Api.PutAsJsonAsync($"/api/roadmaps/{id}/concepts/c-1-1-1/note", new { note = "" }, Cancellation);
    }

    [Theory]
    [InlineData("", "q")]
    [InlineData("?q=", "q")]
    [InlineData("?q=x", "q")]
    [InlineData("?q=a%00b", "q")]
    [InlineData("?q=join&limit=0", "limit")]
    public async Task A_search_that_is_not_valid_is_refused_with_its_field(string query, string field)
    {
        using var response = await fleet.Api.GetAsync(new Uri($"/api/search{query}", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    private async Task<Guid> CompletedAsync(string goal)
    {
        var id = await fleet.CreateAsync(goal);
        await fleet.WaitForStatusAsync(id, Patience, "completed");
        return id;
    }

    private static async Task<JsonElement> ReadAsync(HttpClient person, string words) =>
        (await person.GetFromJsonAsync<JsonElement>($"/api/search?limit=100&q={Uri.EscapeDataString(words)}", Cancellation))
            .GetProperty("items");

    private static async Task<string?[]> FindAsync(HttpClient person, Guid roadmap, string words) =>
    [
        .. (await ReadAsync(person, words)).EnumerateArray()
            .Where(hit => hit.GetProperty("roadmapId").GetGuid() == roadmap)
            .Select(hit => hit.GetProperty("conceptId").GetString()),
    ];
}
