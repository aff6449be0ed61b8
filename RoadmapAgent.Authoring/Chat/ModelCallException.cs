namespace RoadmapAgent.Authoring.Chat;

/// <summary>A call of the model server failed. The message can be shown to learners.</summary>
/// <param name="message">A description of the failure.</param>
/// <param name="transient">Whether a retry may succeed.</param>
/// <param name="retryAfter">The delay the server requests before a retry, if any.</param>
/// <param name="detail">The server's response for the log: shortened, with the key removed.</param>
internal sealed class ModelCallException(string message, bool transient, TimeSpan? retryAfter, string detail) : Exception(message)
{
    public bool Transient { get; } = transient;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    public string Detail { get; } = detail;
}
