using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenAI;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Authoring.Chat;

/// <summary>Adds the author that asks a language model, and its client.</summary>
internal static class ChatAuthorRegistration
{
    // The client requires a key; servers without authentication ignore it.
    private const string NoKey = "none";

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static void AddChatAuthor(this IServiceCollection services)
    {
        services.AddSingleton(CreateCalls);
        services.AddSingleton<StructuredChat>();
        services.AddSingleton<IRoadmapAuthor>(provider => new ChatAuthor(
            provider.GetRequiredService<StructuredChat>(), provider.GetRequiredService<ILogger<ChatAuthor>>()));
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
            .UseOpenTelemetry(services.GetRequiredService<ILoggerFactory>(), AuthoringExtensions.SourceName)
            .Use(inner => new ModelServerClient(inner, key))
            .Build();
        return new(client, options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<ModelCalls>>());
    }
}
