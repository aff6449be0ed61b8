using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Domain;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>
/// Requests an answer of a type: the type determines the schema, and the answer is checked against it and against the rules of the task. An
/// invalid answer is sent back once with the reason.
/// </summary>
internal sealed class StructuredChat(ModelCalls model, ILogger<StructuredChat> logger)
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
    /// <param name="data">The data for the model; parts of it are written by learners.</param>
    /// <param name="accept">Converts the answer, or throws <see cref="AuthorException"/> with the reason it is invalid.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AuthorException">There is no answer, or both the answer and its correction are invalid.</exception>
    public async Task<TResult> AskAsync<TAnswer, TResult>(
        ModelTask task, object data, Func<TAnswer, TResult> accept, CancellationToken cancellationToken)
    {
        var schema = AIJsonUtilities.CreateJsonSchema(typeof(TAnswer), serializerOptions: AnswerJson, inferenceOptions: SchemaOptions);
        var options = new ChatOptions { MaxOutputTokens = model.MaxOutputTokens };
        if (model.StructuredOutput)
        {
            options.ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, task.Name);
            options.AdditionalProperties = new() { ["strict"] = true };
        }

        List<ChatMessage> messages =
        [
            new(ChatRole.System, model.StructuredOutput ? task.Instructions : $"{task.Instructions}\n{SchemaDemand(schema)}"),
            new(ChatRole.User, $"<data>\n{JsonSerializer.Serialize(data, DataJson)}\n</data>"),
        ];
        for (var attempt = 1; ; attempt++)
        {
            var response = await model.AskAsync(messages, options, cancellationToken);
            try
            {
                return accept(Read<TAnswer>(response));
            }
            catch (AuthorException e) when (attempt < MaxAttempts)
            {
                logger.LogWarning("The model's answer to {Task} failed validation and is sent back: {Reason}", task.Name, e.Message);
                messages.Add(new(ChatRole.Assistant, response.Text));
                var correction = $"That answer cannot be used: {e.Message}\nGive the whole answer again, with this corrected.\n";
                messages.Add(new(ChatRole.User, correction + SchemaDemand(schema)));
            }
            catch (AuthorException e)
            {
                throw new AuthorException($"The model's answer failed validation, and so did the corrected answer: {e.Message}", e);
            }
        }
    }

    private static string SchemaDemand(JsonElement schema) =>
        $"Answer with one JSON object and nothing else. Its JSON schema:\n{schema.GetRawText()}";

    private static T Read<T>(ChatResponse response)
    {
        if (response.FinishReason == ChatFinishReason.Length)
        {
            throw new AuthorException("The answer was cut off at the token limit; it must be shorter.");
        }

        // Some servers wrap the object in a code fence.
        var text = response.Text;
        var (start, end) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (start < 0 || end < start)
        {
            throw new AuthorException("The answer has no JSON object.");
        }

        try
        {
            var json = Encoding.UTF8.GetBytes(text[start..(end + 1)]);
            RefuseNulls(json);
            return JsonSerializer.Deserialize<T>(json, AnswerJson)!;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new AuthorException($"The answer does not match the requested JSON schema: {e.Message}", e);
        }
    }

    /// <summary>Rejects nulls, which the serializer accepts in lists, and NUL characters, which the database cannot store.</summary>
    private static void RefuseNulls(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                throw new JsonException("No value may be null.");
            }

            if (reader is { TokenType: JsonTokenType.String, ValueIsEscaped: true }
                && reader.GetString()!.Contains('\0', StringComparison.Ordinal))
            {
                throw new JsonException("No text may contain the character NUL.");
            }
        }
    }

    private static JsonSerializerOptions Json(JavaScriptEncoder encoder)
    {
        var options = new JsonSerializerOptions(DomainJson.Options)
        {
            Encoder = encoder,
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
