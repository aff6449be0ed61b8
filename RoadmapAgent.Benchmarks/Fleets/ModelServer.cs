using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.Benchmarks.Fleets;

/// <summary>A server with OpenAI's chat completions whose every answer takes the same time, and is always the same.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    /// <summary>Concurrent calls that a process of the fleet makes.</summary>
    public const int Concurrency = 4;

    /// <summary>Concepts of every roadmap.</summary>
    public const int Concepts = 6;

    /// <summary>How long an answer takes.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    private static readonly Dictionary<string, string> Answers = new()
    {
        ["intent"] = """
            {"parsedGoal":"Bake bread","keyTechnologies":["Sourdough"],"skillGaps":["Kneading"],"understood":true}
            """,
        ["curriculum"] = Curriculum(),
        ["score"] = """
            {"knowledgeCompleteness":80,"knowledgeProgression":80,"stageCoherence":80,"moduleClarity":80,"userAlignment":80,"warnings":[]}
            """,
        ["tutorial"] = """
            {"title":"Kneading","summary":"Until it is smooth.","markdown":"# Kneading\nFold, press, turn.","estimatedMinutes":25}
            """,
        ["resources"] = """
            {"resources":[
              {"title":"Bread","url":"https://example.org/","type":"article","description":"All of it.","relevance":0.9,"language":"en"}]}
            """,
        ["quiz"] = """
            {"questions":[{"type":"true_false","question":"Dough rests.","options":["True","False"],"correct":[0],
             "explanation":"It does.","difficulty":"easy"}]}
            """,
    };

    private readonly WebApplication _application;
    private int _calls;

    private ModelServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.MapPost("/v1/chat/completions", AnswerAsync);
    }

    /// <summary>Its address, as the setting <c>Author:Chat:Endpoint</c> takes it.</summary>
    public string Endpoint => $"{_application.Urls.First()}/v1";

    /// <summary>Answers given so far.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public static async Task<ModelServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new ModelServer();
        await server._application.StartAsync(cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task<IResult> AnswerAsync(JsonElement request, CancellationToken cancellationToken)
    {
        await Task.Delay(Delay, cancellationToken);
        Interlocked.Increment(ref _calls);
        var task = request.GetProperty("response_format").GetProperty("json_schema").GetProperty("name").GetString()!;
        return TypedResults.Json(new
        {
            id = "chatcmpl-1",
            @object = "chat.completion",
            created = 1_700_000_000,
            model = "bench",
            choices = new[] { new { index = 0, message = new { role = "assistant", content = Answers[task] }, finish_reason = "stop" } },
            usage = new { prompt_tokens = 200, completion_tokens = 30, total_tokens = 230 },
        });
    }

    private static string Curriculum() => JsonSerializer.Serialize(new
    {
        title = "Bread",
        summary = "From flour to a loaf.",
        stages = new[]
        {
            new
            {
                title = "Dough",
                description = "You make it.",
                modules = new[]
                {
                    new
                    {
                        title = "Flour and water",
                        description = "The basics.",
                        concepts = Enumerable.Range(1, Concepts).Select(n => new
                        {
                            id = $"concept-{n}",
                            name = $"Step {n} of the dough",
                            description = "What it is.",
                            hours = 2.0,
                            difficulty = "easy",
                            prerequisites = n == 1 ? Array.Empty<string>() : [$"concept-{n - 1}"],
                            keywords = new[] { $"step {n}" },
                        }),
                    },
                },
            },
        },
    });
}
