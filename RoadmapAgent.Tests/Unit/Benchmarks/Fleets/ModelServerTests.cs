using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using RoadmapAgent.Benchmarks.Fleets;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Fleets;

public sealed class ModelServerTests
{
    [Fact]
    public async Task Every_answer_is_a_chat_completion_with_JSON_after_the_delay_and_is_counted()
    {
        string[] tasks = ["intent", "curriculum", "score", "tutorial", "resources", "quiz"];
        await using var server = await ModelServer.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        var clock = Stopwatch.StartNew();

        var answers = await Task.WhenAll(tasks.Select(async task =>
        {
            using var response = await client.PostAsJsonAsync(
                $"{server.Endpoint}/chat/completions",
                new { response_format = new { json_schema = new { name = task } } },
                TestContext.Current.CancellationToken);
            var completion = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(
                TestContext.Current.CancellationToken);
            var text = completion.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
            return JsonSerializer.Deserialize<JsonElement>(text);
        }));

        Assert.True(clock.Elapsed >= ModelServer.Delay * 0.9, $"{clock.Elapsed}");
        Assert.All(answers, answer => Assert.Equal(JsonValueKind.Object, answer.ValueKind));
        Assert.Equal(
            ModelServer.Concepts,
            answers[1].GetProperty("stages")[0].GetProperty("modules")[0].GetProperty("concepts").GetArrayLength());
        Assert.Equal(tasks.Length, server.Calls);
    }
}
