using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenAI;
using RoadmapAgent.Authoring;
using RoadmapAgent.Authoring.Catalog;
using RoadmapAgent.Authoring.Chat;

namespace Microsoft.Extensions.Hosting;

/// <summary>Chooses the author.</summary>
public static class AuthoringExtensions
{
    /// <summary>The name in telemetry; token counts are its <c>gen_ai.client.token.usage</c>.</summary>
    public const string SourceName = "RoadmapAgent.Author";

    // The client insists on a key; servers that ask for none do not look at it.
    private const string NoKey = "none";

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Adds <see cref="ChatAuthor"/> where <c>Author:Chat:Endpoint</c> is set, else <see cref="CatalogAuthor"/>.</summary>
    /// <param name="builder">The service.</param>
    public static void AddRoadmapAuthor(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[ChatAuthorOptions.EndpointKey]))
        {
            builder.Services.AddSingleton<IRoadmapAuthor, CatalogAuthor>();
            return;
        }

        builder.Services.AddOptions<ChatAuthorOptions>()
            .BindConfiguration(ChatAuthorOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton(CreateCalls);
        builder.Services.AddSingleton<StructuredChat>();
        builder.Services.AddSingleton<IRoadmapAuthor>(services => new ChatAuthor(
            services.GetRequiredService<StructuredChat>(), services.GetRequiredService<ILogger<ChatAuthor>>()));
    }

    private static ModelCalls CreateCalls(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ChatAuthorOptions>>().Value;
        var key = options.ApiKey.Length > 0 ? options.ApiKey : NoKey;
        // Not from the factory: its clients repeat and time out by themselves, and the limits of a model are ours.
        var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLifetime }) { Timeout = Timeout.InfiniteTimeSpan };
        var server = new OpenAIClient(new ApiKeyCredential(key), new OpenAIClientOptions
        {
            Endpoint = options.Endpoint,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        });
        var client = new ChatClientBuilder(server.GetChatClient(options.Model).AsIChatClient())
            .UseOpenTelemetry(services.GetRequiredService<ILoggerFactory>(), SourceName)
            .Use(inner => new ModelServerClient(inner, key))
            .Build();
        return new(client, options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<ModelCalls>>());
    }
}
