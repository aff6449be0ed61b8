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
using RoadmapAgent.ServiceSettings;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the author to a service.</summary>
public static class AuthoringExtensions
{
    /// <summary>The name of the telemetry source; token counts are its metric <c>gen_ai.client.token.usage</c>.</summary>
    public const string SourceName = "RoadmapAgent.Author";

    // The client requires a key; servers without authentication ignore it.
    private const string NoKey = "none";

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Adds <see cref="ChatAuthor"/> if <c>Author:Chat:Endpoint</c> is set, otherwise <see cref="CatalogAuthor"/>. The service adds and
    /// checks the options, <see cref="ChatAuthorOptions"/>.
    /// </summary>
    /// <param name="builder">The service.</param>
    public static void AddRoadmapAuthor(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[ChatAuthorOptions.EndpointKey]))
        {
            builder.Services.AddSingleton<IRoadmapAuthor, CatalogAuthor>();
            return;
        }

        builder.Services.AddSingleton(CreateCalls);
        builder.Services.AddSingleton<StructuredChat>();
        builder.Services.AddSingleton<IRoadmapAuthor>(services => new ChatAuthor(
            services.GetRequiredService<StructuredChat>(), services.GetRequiredService<ILogger<ChatAuthor>>()));
    }

    private static ModelCalls CreateCalls(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ChatAuthorOptions>>().Value;
        var key = options.ApiKey.Length > 0 ? options.ApiKey : NoKey;
        // Not from the factory, because its clients have their own retries and timeouts; those of a model are applied in ModelCalls.
        var http = new HttpClient(new ServerDialectHandler(
            new(options.StructuredOutput),
            new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLifetime },
            services.GetRequiredService<ILogger<ServerDialectHandler>>()))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
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
