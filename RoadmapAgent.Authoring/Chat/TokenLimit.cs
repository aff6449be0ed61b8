namespace RoadmapAgent.Authoring.Chat;

/// <summary>The name under which a server accepts the maximum number of tokens of an answer.</summary>
internal enum TokenLimit
{
    /// <summary>OpenAI's present name: https://platform.openai.com/docs/api-reference/chat/create</summary>
    MaxCompletionTokens,

    /// <summary>OpenAI's former name, the only one that many other servers know.</summary>
    MaxTokens,

    /// <summary>The server accepts no limit, or not one as large as the configured one.</summary>
    None,
}
