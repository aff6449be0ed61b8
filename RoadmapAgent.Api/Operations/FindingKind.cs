namespace RoadmapAgent.Api.Operations;

/// <summary>The kinds of findings. Each is the anchor of a section of the runbook.</summary>
internal static class FindingKind
{
    public const string NotMeasured = "not-measured";
    public const string LimitsDiffer = "limits-differ";
    public const string ServerFull = "server-full";
    public const string ForeignConnections = "foreign-connections";
    public const string PoolerSilent = "pooler-silent";
    public const string PoolerPaused = "pooler-paused";
    public const string PoolerDiffers = "pooler-differs";
    public const string PoolerFull = "pooler-full";
    public const string SurplusProcesses = "surplus-processes";
    public const string MissingProcesses = "missing-processes";
    public const string LostProcess = "lost-process";
    public const string ShareExceeded = "share-exceeded";
    public const string LongWait = "long-wait";
    public const string OutboxWaiting = "outbox-waiting";
    public const string UnreadableMessages = "unreadable-messages";
    public const string BrokerSilent = "broker-silent";
    public const string NoConsumer = "no-consumer";
    public const string Backlog = "backlog";
    public const string FailedMessages = "failed-messages";
}
