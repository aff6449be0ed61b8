using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RoadmapAgent.Api.Identity;

namespace RoadmapAgent.Api;

/// <summary>Describes what is common to the whole API: what it is, its parts, and who may ask.</summary>
internal static class OpenApiDescription
{
    private const string Session = "session";
    private const string Token = "token";
    private const string OperatorsKey = "operatorsKey";
    private const string OperatorsPassword = "operatorsPassword";

    private static readonly Dictionary<string, string> Tags = new()
    {
        ["Roadmaps"] = "Create, watch, review, search and export roadmaps.",
        ["Learning"] = "Learn with a concept: marks, notes, quizzes and the questions that were missed.",
        ["Logs"] = "What was done for a roadmap, step by step.",
        ["Account"] = "The caller and everything that is stored about them.",
        ["Operations"] = "What operators see and do.",
    };

    /// <summary>Completes the document.</summary>
    public static Task CompleteAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "RoadmapAgent";
        document.Info.Version = "v1";
        document.Info.Description = "Plans personalised learning roadmaps and writes their content.";
        document.Info.License = new() { Name = "MIT", Identifier = "MIT" };
        // Relative to the description itself: behind a proxy, this process does not know its address.
        document.Servers = [new() { Url = "/" }];
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
        {
            tag.Description = Tags[tag.Name!];
        }

        document.AddComponent(Session, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = AuthorityPages.HostCookie,
            Description = "Set by the sign-in at /sign-in. In Development without an authority, nobody has to sign in.",
        });
        document.AddComponent(Token, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "An access token of the authority.",
        });
        document.AddComponent(OperatorsKey, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The operators' key, which is set with Operations:Key.",
        });
        document.AddComponent(OperatorsPassword, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "basic",
            Description = "The operators' key as the password of any user.",
        });
        return Task.CompletedTask;
    }

    /// <summary>Says who may ask for an operation, according to its policies.</summary>
    public static Task AuthorizeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var policies = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Select(data => data.Policy).ToList();
        // The key makes an operator without roadmaps, so it does not satisfy the policy of learners.
        string[] schemes = policies.Contains(Learners.Policy) ? [Session, Token]
            : policies.Contains(Operators.Policy) ? [Session, Token, OperatorsKey, OperatorsPassword]
            : [];
        operation.Security =
        [
            .. schemes.Select(
                scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] }),
        ];
        return Task.CompletedTask;
    }
}
