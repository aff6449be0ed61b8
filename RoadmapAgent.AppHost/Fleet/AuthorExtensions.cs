using Microsoft.Extensions.Configuration;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Configures the language model that writes the roadmaps.</summary>
public static class AuthorExtensions
{
    /// <summary>The name of the secret parameter with the model server's API key.</summary>
    public const string KeyParameter = "author-api-key";

    /// <summary>
    /// If <c>Author:Chat:Endpoint</c> is configured, passes the settings <c>Author:Chat:*</c> to the authoring workers, with the key from
    /// the secret parameter <c>author-api-key</c>. A local server needs no key, so for a loopback address the parameter is added only if it
    /// has a value. Without an endpoint, the workers use the built-in catalog.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="workers">The names of the workers.</param>
    /// <exception cref="FleetException">A setting is invalid, the model is missing, or the key is in the wrong place.</exception>
    public static void AddAuthor(this IDistributedApplicationBuilder builder, params string[] workers)
    {
        var options = Read(builder.Configuration);
        var chat = builder.Configuration.GetSection(ChatAuthorOptions.Section);
        if (options.Endpoint is not { } endpoint)
        {
            return;
        }

        SecretRules.CheckHeader(builder.Configuration, KeyParameter);
        var key = endpoint.IsLoopback && builder.Configuration[$"{KnownSettings.Parameters}:{KeyParameter}"] is null
            ? null
            : builder.AddParameter(KeyParameter, secret: true);
        foreach (var name in workers)
        {
            var worker = builder.CreateResourceBuilder<ProjectResource>(name);
            foreach (var setting in chat.GetChildren().Where(setting => !string.IsNullOrEmpty(setting.Value)))
            {
                worker.WithEnvironment($"Author__Chat__{setting.Key}", setting.Value);
            }

            if (key is not null)
            {
                worker.WithEnvironment("Author__Chat__ApiKey", key);
            }
        }
    }

    /// <summary>Reads and validates the settings.</summary>
    /// <exception cref="FleetException">One of them is invalid.</exception>
    internal static ChatAuthorOptions Read(IConfiguration configuration)
    {
        var chat = configuration.GetSection(ChatAuthorOptions.Section);
        if (!string.IsNullOrEmpty(chat[nameof(ChatAuthorOptions.ApiKey)]))
        {
            throw new FleetException(
                $"{chat.Path}:{nameof(ChatAuthorOptions.ApiKey)} must not be set: the AppHost takes the key from the secret parameter "
                + $"{KeyParameter}. Set {KnownSettings.Parameters}:{KeyParameter} in its user secrets.");
        }

        return PassedSettings.Read<ChatAuthorOptions>(configuration, chat.Path);
    }
}
