using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>What every project is told through its environment.</summary>
internal static class ProjectEnvironment
{
    public static void AddTelemetryAndConsole(IResourceBuilder<ProjectResource> project)
    {
        var builder = project.ApplicationBuilder;
        project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (builder.ExecutionContext.IsRunMode && builder.Environment.IsDevelopment())
        {
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
        }
        project.WithOtlpExporter();
        project.WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsPublishMode)
            {
                if (project.Resource.GetEndpoints().Any() && !project.Resource.HasAnnotationOfType<DisableForwardedHeadersAnnotation>()) context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
                return;
            }
            context.EnvironmentVariables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
            context.EnvironmentVariables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        });
    }

    /// <summary>In a run each process listens where the orchestrator puts it.</summary>
    public static void AddUrls(IResourceBuilder<ProjectResource> project) => project.WithEnvironment(context =>
    {
        if (context.EnvironmentVariables.ContainsKey("ASPNETCORE_URLS")) return;

        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in Injected(project.Resource))
        {
            if (!urls.IsEmpty) urls.AppendLiteral(";");
            if (endpoint.EndpointAnnotation.UriScheme == "https") context.EnvironmentVariables.TryAdd("ASPNETCORE_HTTPS_PORT", endpoint.Property(EndpointProperty.Port));
            urls.Append($"{endpoint.Property(EndpointProperty.Scheme)}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}");
        }
        if (!urls.IsEmpty) context.EnvironmentVariables["ASPNETCORE_URLS"] = urls.Build();
    });

    /// <summary>A published container listens on all addresses; the https endpoint that was only made up gets no port.</summary>
    public static void AddPorts(IResourceBuilder<ProjectResource> project) => project.WithEnvironment(context =>
    {
        foreach (var (variable, scheme) in new[] { ("HTTP_PORTS", "http"), ("HTTPS_PORTS", "https") })
        {
            if (context.EnvironmentVariables.ContainsKey(variable)) continue;

            var ports = new ReferenceExpressionBuilder();
            foreach (var endpoint in Injected(project.Resource).Where(endpoint => endpoint.EndpointAnnotation.UriScheme == scheme && endpoint.EndpointAnnotation != project.Resource.DefaultHttpsEndpoint))
            {
                if (!ports.IsEmpty) ports.AppendLiteral(";");
                ports.Append($"{endpoint.Property(EndpointProperty.TargetPort)}");
            }
            if (!ports.IsEmpty) context.EnvironmentVariables[variable] = ports.Build();
        }
    });

    /// <summary>Not those of other schemes than the web's, nor those that have their own variable for the port.</summary>
    private static IEnumerable<EndpointReference> Injected(ProjectResource project) => project.GetEndpoints().Where(endpoint =>
        endpoint.EndpointAnnotation is { IsHttp: true, TargetPortEnvironmentVariable: null } && project.EnvironmentFilters.TrueForAll(filter => filter(endpoint.EndpointAnnotation)));
}
