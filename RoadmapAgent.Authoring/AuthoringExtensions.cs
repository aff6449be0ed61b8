using Microsoft.Extensions.DependencyInjection;
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

        builder.Services.AddChatAuthor();
    }
}
