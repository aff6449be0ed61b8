using System.Text.Json.Serialization;
using MassTransit;
using RoadmapAgent.Api.Problems;
using RoadmapAgent.Api.Progress;
using RoadmapAgent.Api.Roadmaps;
using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain;
using Scalar.AspNetCore;

namespace RoadmapAgent.Api;

/// <summary>Configures the API's conventions.</summary>
internal static class ApiExtensions
{
    /// <summary>Adds JSON settings, problem details and OpenAPI.</summary>
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            foreach (var converter in DomainJson.Options.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }

            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            // Report a misspelt field instead of silently ignoring it.
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = BadRequestProblem.Complete);
        builder.Services.AddValidation();
        builder.Services.AddOutageProblem();
        builder.AddCompression();
        builder.Services.AddExceptionHandler<BadRequestProblem>();
        builder.Services.AddOpenApi(openApi =>
        {
            openApi.CreateSchemaReferenceId = OpenApiFields.NameOf;
            openApi.AddSchemaTransformer(OpenApiExamples.AddAsync);
            openApi.AddSchemaTransformer(OpenApiFields.CompleteAsync);
            openApi.AddOperationTransformer(OpenApiAnswers.DeclareAsync);
            openApi.AddOperationTransformer(OpenApiDescription.AuthorizeAsync);
            openApi.AddDocumentTransformer(OpenApiDescription.CompleteAsync);
        });
        builder.Services.AddSingleton(services =>
        {
            var store = services.GetRequiredService<ProgressEventStore>();
            return new EventBatches(positions => store.ReadAfterAsync(positions, RoadmapFeed.PageSize, CancellationToken.None));
        });
        builder.Services.AddSingleton<ReadEvents>(services => services.GetRequiredService<EventBatches>().ReadAsync);
        builder.Services.AddSingleton<ProgressHub>();
        builder.Services.AddSingleton<OwnerDecisions>();
        builder.Services.AddReceiveEndpointObserver<CatchUpOnReady>();
    }

    /// <summary>Maps the API description (<c>/openapi/v1.json</c>) and its reference page (<c>/scalar</c>).</summary>
    public static void MapReference(this WebApplication app)
    {
        app.MapOpenApi();
        // The page must not call any other server.
        app.MapScalarApiReference(scalar => scalar
            .WithTitle("RoadmapAgent")
            .WithNonce()
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideDeveloperTools()
            .HideClientButton());
    }
}
