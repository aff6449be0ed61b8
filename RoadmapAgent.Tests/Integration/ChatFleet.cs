using System.Collections.Concurrent;
using RoadmapAgent.Tests.Integration.Fleet;
using RoadmapAgent.Tests.Unit.Authoring.Chat;

namespace RoadmapAgent.Tests.Integration;

/// <summary>
/// A fleet whose roadmaps are written by a model server. The goal selects the injected fault. Its shares are elastic, which its other tests
/// do not notice.
/// </summary>
public sealed class ChatFleet() : FleetFixture(
    "--Fleet:Sizing=Elastic",
    "--Author:Chat:Model=test-model",
    "--Author:Chat:Concurrency=4",
    "--Author:Chat:RequestsPerMinute=10000",
    "--Author:Chat:Timeout=00:00:20",
    "--Parameters:author-api-key=" + Key)
{
    public const string Key = """only-for-the-model-server:p@ss/w#1;=%41{{x}}$(id)\'"+&?,""";

    private readonly ConcurrentDictionary<string, int> _asked = [];
    private ModelServer? _server;

    internal ModelServer Server => _server ?? throw new InvalidOperationException("The model server has not been started.");

    /// <summary>
    /// The server's reply by the learner's goal; the function receives the request and its attempt number for that piece of content.
    /// </summary>
    internal ConcurrentDictionary<string, Func<ModelRequest, int, ModelReply?>> Faults { get; } = [];

    protected override async Task<string[]> PrepareAsync()
    {
        _server = await ModelServer.StartAsync(Reply);
        return [$"--Author:Chat:Endpoint={_server.Endpoint}"];
    }

    protected override ValueTask CleanUpAsync() => Server.DisposeAsync();

    private ModelReply Reply(ModelRequest request)
    {
        var goal = request.Data.GetProperty("learner").GetProperty("goal").GetString()!;
        var count = _asked.AddOrUpdate($"{goal}/{request.Task}/{Concept(request)}", 1, (_, before) => before + 1);
        var fault = Faults.TryGetValue(goal, out var find) ? find(request, count) : null;
        return fault ?? ModelReplies.Says(ModelAnswers.For(request.Task));
    }

    internal static string? Concept(ModelRequest request) =>
        request.Data.TryGetProperty("concept", out var concept) ? concept.GetProperty("name").GetString() : null;
}

/// <summary>The tests that share the chat fleet.</summary>
[CollectionDefinition(Name)]
public sealed class OnChatFleet : ICollectionFixture<ChatFleet>
{
    public const string Name = "Chat fleet";
}
