namespace RoadmapAgent.Authoring.Chat;

/// <summary>The model server did not answer. The message is fit for a learner; it contains nothing that the server sent.</summary>
/// <param name="message">What happened.</param>
/// <param name="transient">Whether asking again may help.</param>
/// <param name="retryAfter">When the server wants to be asked again, if it said so.</param>
/// <param name="detail">What the server sent, for the log: shortened, the key removed.</param>
internal sealed class ModelCallException(string message, bool transient, TimeSpan? retryAfter, string detail) : Exception(message)
{
    public bool Transient { get; } = transient;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    public string Detail { get; } = detail;
}
