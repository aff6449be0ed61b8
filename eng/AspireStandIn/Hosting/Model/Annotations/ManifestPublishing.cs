using System.Text.Json;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel
{
    public class ManifestPublishingCallbackAnnotation : IResourceAnnotation
    {
        public ManifestPublishingCallbackAnnotation(Func<ManifestPublishingContext, Task>? callback) => Callback = callback;

        public ManifestPublishingCallbackAnnotation(Action<ManifestPublishingContext>? callback) => Callback = callback is null ? null : context =>
        {
            callback(context);
            return Task.CompletedTask;
        };

        public static ManifestPublishingCallbackAnnotation Ignore { get; } = new((Func<ManifestPublishingContext, Task>?)null);

        public Func<ManifestPublishingContext, Task>? Callback { get; }
    }
}

namespace Aspire.Hosting.Publishing
{
    public sealed class ManifestPublishingContext(DistributedApplicationExecutionContext executionContext, string manifestPath, Utf8JsonWriter writer, CancellationToken cancellationToken = default)
    {
        public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

        public string ManifestPath { get; } = manifestPath;

        public Utf8JsonWriter Writer { get; } = writer;

        public CancellationToken CancellationToken { get; } = cancellationToken;
    }
}
