namespace RoadmapAgent.Domain.Contracts;

/// <summary>The queues, one per worker.</summary>
public static class Queues
{
    /// <summary>Planning.</summary>
    public const string Workflow = "roadmap-workflow";

    /// <summary>Writing content.</summary>
    public const string Content = "content-generation";

    /// <summary>Storing execution logs.</summary>
    public const string Logs = "execution-logs";

    /// <summary>The queues by worker.</summary>
    public static IReadOnlyDictionary<string, string> ByService { get; } = new Dictionary<string, string>
    {
        ["workflow"] = Workflow,
        ["content"] = Content,
        ["logs"] = Logs,
    };
}
