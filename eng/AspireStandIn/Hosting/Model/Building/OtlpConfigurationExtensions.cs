using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting
{
    public enum OtlpProtocol { Grpc, HttpProtobuf, HttpJson }

    public static class OtlpConfigurationExtensions
    {
        /// <summary>The orchestrator puts each process's own values where these stand.</summary>
        internal const string ServiceNameTemplate = "{{- index .Annotations \"otel-service-name\" -}}";

        internal const string ServiceInstanceTemplate = "{{- index .Annotations \"otel-service-instance-id\" -}}";

        public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment
        {
            AddOtlpEnvironment(builder.Resource, builder.ApplicationBuilder.Configuration, builder.ApplicationBuilder.Environment);
            return builder;
        }

        public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder, OtlpProtocol protocol) where T : IResourceWithEnvironment
        {
            AddOtlpEnvironment(builder.Resource, builder.ApplicationBuilder.Configuration, builder.ApplicationBuilder.Environment, protocol);
            return builder;
        }

        public static void AddOtlpEnvironment(IResource resource, IConfiguration configuration, IHostEnvironment environment) => Add(resource, configuration, environment, protocol: null);

        public static void AddOtlpEnvironment(IResource resource, IConfiguration configuration, IHostEnvironment environment, OtlpProtocol protocol) => Add(resource, configuration, environment, protocol);

        private static void Add(IResource resource, IConfiguration configuration, IHostEnvironment environment, OtlpProtocol? protocol)
        {
            resource.Annotations.Add(new OtlpExporterAnnotation { RequiredProtocol = protocol });
            resource.Annotations.Add(new EnvironmentCallbackAnnotation((EnvironmentCallbackContext context) =>
            {
                if (context.ExecutionContext.IsPublishMode || !resource.TryGetLastAnnotation<OtlpExporterAnnotation>(out var exporter)) return;

                var (url, name) = Endpoint(configuration, exporter.RequiredProtocol);
                var variables = context.EnvironmentVariables;
                variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = new HostUrl(url);
                variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = name;
                variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={ServiceInstanceTemplate}";
                variables["OTEL_SERVICE_NAME"] = ServiceNameTemplate;
                if (configuration["AppHost:OtlpApiKey"] is { } key) variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
                if (environment.IsDevelopment()) ShowAtOnce(variables);
            }));
        }

        private static void ShowAtOnce(Dictionary<string, object> variables)
        {
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
            variables["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";
        }

        private static (string Url, string Protocol) Endpoint(IConfiguration configuration, OtlpProtocol? required)
        {
            var grpc = configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ?? configuration["DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"];
            var http = configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] ?? configuration["DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];
            return required switch
            {
                OtlpProtocol.HttpProtobuf => (http ?? throw Missing("http/protobuf"), "http/protobuf"),
                OtlpProtocol.HttpJson => (http ?? throw Missing("http/json"), "http/json"),
                null when grpc is null && http is not null => (http, "http/protobuf"),
                _ => (grpc ?? "http://localhost:18889", "grpc"),
            };
        }

        private static InvalidOperationException Missing(string protocol) => new($"OtlpExporter is configured to require {protocol}, but no endpoint was configured for ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL");
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    public class OtlpExporterAnnotation : IResourceAnnotation
    {
        public OtlpProtocol? RequiredProtocol { get; init; }
    }
}
