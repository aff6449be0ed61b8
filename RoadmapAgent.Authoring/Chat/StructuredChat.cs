using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>
/// Requests an answer of a type: the type determines the schema, and the answer is checked against it and against the rules of the task. An
/// invalid answer is sent back once with the reason.
/// </summary>
internal sealed partial class StructuredChat(ModelCalls model, ILogger<StructuredChat> logger)
{
    private const int MaxAttempts = 2;

    private static readonly JsonSerializerOptions AnswerJson = Json(JavaScriptEncoder.Default);

    // Readable in every language, but no text can imitate the end of the data.
    private static readonly JsonSerializerOptions DataJson = Json(JavaScriptEncoder.Create(UnicodeRanges.All));

    private static readonly AIJsonSchemaCreateOptions SchemaOptions = new()
    {
        TransformOptions = new() { DisallowAdditionalProperties = true },
    };

    /// <summary>Sends a task to the model and returns its checked answer.</summary>
    /// <param name="task">The task.</param>
    /// <param name="owner">The roadmap it is for, if there are several at once; their requests take turns.</param>
    /// <param name="data">The data for the model; parts of it are written by learners.</param>
    /// <param name="accept">Converts the answer, or throws <see cref="AuthorException"/> with the reason it is invalid.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AuthorException">There is no answer, or both the answer and its correction are invalid.</exception>
    public async Task<TResult> AskAsync<TAnswer, TResult>(
        ModelTask task, Guid owner, object data, Func<TAnswer, TResult> accept, CancellationToken cancellationToken) where TAnswer : class
    {
        var schema = AIJsonUtilities.CreateJsonSchema(typeof(TAnswer), serializerOptions: AnswerJson, inferenceOptions: SchemaOptions);
        var options = new ChatOptions
        {
            MaxOutputTokens = model.MaxOutputTokens,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, task.Name),
            AdditionalProperties = new() { ["strict"] = true },
        };
        List<ChatMessage> messages =
        [
            new(ChatRole.System, task.Instructions),
            new(ChatRole.User, $"<data>\n{JsonSerializer.Serialize(data, DataJson)}\n</data>"),
        ];
        for (var attempt = 1; ; attempt++)
        {
            var response = await model.AskAsync(owner, messages, options, cancellationToken);
            ThrowIfWithheld(response);
            try
            {
                return accept(Read<TAnswer>(response));
            }
            catch (AuthorException e) when (attempt < MaxAttempts)
            {
                LogSentBack(task.Name, e.Message);
                messages.Add(new(ChatRole.Assistant, response.Text));
                var correction = $"That answer cannot be used: {e.Message}\nGive the whole answer again, with this corrected.\n";
                messages.Add(new(ChatRole.User, correction + ServerDialect.SchemaDemand(schema.GetRawText())));
            }
            catch (AuthorException e)
            {
                throw new AuthorException($"The model's answer failed validation, and so did the corrected answer: {e.Message}", e);
            }
        }
    }

    /// <summary>A refusal is final: there is nothing in the answer to correct.</summary>
    private static void ThrowIfWithheld(ChatResponse response)
    {
        if (response.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().FirstOrDefault() is { } refusal)
        {
            throw new AuthorException($"The model refused to answer: {ServerWords.Shorten(refusal.Message)}");
        }

        if (response.FinishReason == ChatFinishReason.ContentFilter)
        {
            throw new AuthorException("The model server's content filter withheld the answer.");
        }
    }

    private static T Read<T>(ChatResponse response) where T : class
    {
        if (response.FinishReason == ChatFinishReason.Length)
        {
            throw new AuthorException("The answer was cut off at the token limit; it must be shorter.");
        }

        if (response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().FirstOrDefault() is { } call)
        {
            throw new AuthorException($"The answer has no JSON object: it calls the function '{ServerWords.Shorten(call.Name)}'.");
        }

        return JsonAnswer.Read<T>(response.Text, AnswerJson);
    }

    private static JsonSerializerOptions Json(JavaScriptEncoder encoder)
    {
        var options = new JsonSerializerOptions(DomainJson.With(ChatJson.Default, RoadmapJson.Default))
        {
            Encoder = encoder,
            NumberHandling = JsonNumberHandling.Strict,
            AllowTrailingCommas = true,
            ReadCommentHandling = JsonCommentHandling.Skip,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        options.MakeReadOnly();
        return options;
    }

    [LoggerMessage(LogLevel.Warning, "The model's answer to {Task} failed validation and is sent back: {Reason}")]
    private partial void LogSentBack(string task, string reason);
}
