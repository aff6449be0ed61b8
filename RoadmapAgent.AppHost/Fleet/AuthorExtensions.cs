using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Lets a language model write the roadmaps.</summary>
public static class AuthorExtensions
{
    /// <summary>The secret parameter with the model server's key.</summary>
    public const string KeyParameter = "author-api-key";

    private const string Section = "Author:Chat";

    /// <summary>
    /// Where <c>Author:Chat:Endpoint</c> is configured, hands the settings <c>Author:Chat:*</c> to the workers that write, with the key from the
    /// secret parameter <c>author-api-key</c>. A server on this machine needs none: there the parameter exists only if it has a value. Without
    /// an endpoint the built-in catalog writes.
    /// </summary>
    /// <remarks><c>Author:Chat:Concurrency</c> also is the number of messages at once: more of them would only wait for each other.</remarks>
    /// <param name="builder">The application.</param>
    /// <param name="workers">The workers' names.</param>
    /// <exception cref="FleetException">The endpoint is no address, the model is missing, or the key is in the wrong place.</exception>
    public static void AddAuthor(this IDistributedApplicationBuilder builder, params string[] workers)
    {
        var chat = builder.Configuration.GetSection(Section);
        if (string.IsNullOrWhiteSpace(chat["Endpoint"]))
        {
            return;
        }

        var endpoint = Check(chat);
        var key = endpoint.IsLoopback && builder.Configuration[$"Parameters:{KeyParameter}"] is null ? null : builder.AddParameter(KeyParameter, secret: true);
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

    /// <summary>What the workers would refuse once everything else runs is refused before; the rest they check themselves.</summary>
    private static Uri Check(IConfigurationSection chat)
    {
        if (!Uri.TryCreate(chat["Endpoint"], UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw new FleetException(
                $"{Section}:Endpoint must be an absolute http or https address, such as http://localhost:11434/v1 (was '{chat["Endpoint"]}').");
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
