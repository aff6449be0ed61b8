using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Configures the language model that writes the roadmaps.</summary>
public static class AuthorExtensions
{
    /// <summary>The name of the secret parameter with the model server's API key.</summary>
    public const string KeyParameter = "author-api-key";

    private const string Section = "Author:Chat";

    /// <summary>
    /// If <c>Author:Chat:Endpoint</c> is configured, passes the settings <c>Author:Chat:*</c> to the authoring workers, with the key from
    /// the secret parameter <c>author-api-key</c>. A local server needs no key, so for a loopback address the parameter is added only if it
    /// has a value. Without an endpoint, the workers use the built-in catalog.
    /// </summary>
    /// <remarks>
    /// <c>Author:Chat:Concurrency</c> also limits the number of concurrent messages; more would only wait for each other.
    /// </remarks>
    /// <param name="builder">The application.</param>
    /// <param name="workers">The names of the workers.</param>
    /// <exception cref="FleetException">The endpoint is invalid, the model is missing, or the key is in the wrong place.</exception>
    public static void AddAuthor(this IDistributedApplicationBuilder builder, params string[] workers)
    {
        var chat = builder.Configuration.GetSection(Section);
        if (string.IsNullOrWhiteSpace(chat["Endpoint"]))
        {
            return;
        }

        var endpoint = Check(chat);
        var key = endpoint.IsLoopback && builder.Configuration[$"Parameters:{KeyParameter}"] is null
            ? null
            : builder.AddParameter(KeyParameter, secret: true);
        foreach (var name in workers)
        {
            var worker = builder.CreateResourceBuilder<ProjectResource>(name);
            foreach (var setting in chat.GetChildren().Where(setting => !string.IsNullOrEmpty(setting.Value)))
            {
                worker.WithEnvironment($"Author__Chat__{setting.Key}", setting.Value);
            }

            if (int.TryParse(chat["Concurrency"], NumberStyles.None, CultureInfo.InvariantCulture, out var concurrency) && concurrency > 0)
            {
                worker.WithEnvironment("Messaging__Concurrency", concurrency.ToString(CultureInfo.InvariantCulture));
            }

            if (key is not null)
            {
                worker.WithEnvironment("Author__Chat__ApiKey", key);
            }
        }
    }

    /// <summary>
    /// Refuses early what the workers would refuse only after everything else has started; they validate the rest themselves.
    /// </summary>
    private static Uri Check(IConfigurationSection chat)
    {
        if (!Uri.TryCreate(chat["Endpoint"], UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw new FleetException(
                $"{Section}:Endpoint must be an absolute http or https address, such as http://localhost:11434/v1 "
                + $"(was '{chat["Endpoint"]}').");
        }

        if (string.IsNullOrWhiteSpace(chat["Model"]))
        {
            throw new FleetException($"{Section}:Model is required: the name of a model at {Section}:Endpoint.");
        }

        if (!string.IsNullOrEmpty(chat["ApiKey"]))
        {
            throw new FleetException(
                $"{Section}:ApiKey must not be set: the AppHost takes the key from the secret parameter {KeyParameter}. "
                + $"Set Parameters:{KeyParameter} in its user secrets.");
        }

        return endpoint;
    }
}
