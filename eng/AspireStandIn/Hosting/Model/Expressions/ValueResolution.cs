using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

internal sealed record ResolvedValue(string? Value, bool IsSensitive);

/// <summary>What a value in an argument, a variable or a link means to the resource that it is given to.</summary>
internal static class ValueResolution
{
    public static async ValueTask<ResolvedValue> ResolveAsync(this IResource resource, object? value, DistributedApplicationExecutionContext executionContext, ILogger logger, string what, CancellationToken cancellationToken)
    {
        if (value is IResourceBuilder<IResource> builder) value = builder.Resource;
        if (value is IManifestExpressionProvider expression && executionContext.IsPublishMode) return new(expression.ValueExpression, false);
        if (value is not IValueProvider provider || executionContext.IsPublishMode) return new(value?.ToString(), false);

        var context = new ValueProviderContext { ExecutionContext = executionContext, Caller = resource };
        var resolution = new Resolution(context, cancellationToken);
        var task = resolution.OfAsync(provider);
        if (!task.IsCompleted) logger.LogInformation("Waiting for the value of {What} from {Source}", what, Describe(provider));
        return new(await task, resolution.IsSensitive);
    }

    private static string Describe(IValueProvider provider) => provider switch
    {
        IResource resource => $"resource '{resource.Name}'",
        ConnectionStringReference { Resource.Name: var name } => $"the connection string of resource '{name}'",
        EndpointReference endpoint => $"endpoint '{endpoint.EndpointName}' of resource '{endpoint.Resource.Name}'",
        EndpointReferenceExpression { Endpoint: var endpoint } => $"endpoint '{endpoint.EndpointName}' of resource '{endpoint.Resource.Name}'",
        IManifestExpressionProvider expression => expression.ValueExpression,
        _ => provider.GetType().Name,
    };

    /// <summary>Walks nested expressions itself, so that it learns whether a secret went into the value.</summary>
    private sealed class Resolution(ValueProviderContext context, CancellationToken cancellationToken)
    {
        public bool IsSensitive { get; private set; }

        public async ValueTask<string?> OfAsync(IValueProvider provider) => provider switch
        {
            ConnectionStringReference reference => await OfReferenceAsync(reference),
            ParameterResource parameter => await OfParameterAsync(parameter),
            IResourceWithConnectionString resource => await resource.ConnectionStringExpression.EvaluateAsync(OfAsync),
            ReferenceExpression expression => await expression.EvaluateAsync(OfAsync),
            _ => await provider.GetValueAsync(context, cancellationToken),
        };

        private async ValueTask<string?> OfParameterAsync(ParameterResource parameter)
        {
            IsSensitive |= parameter.Secret;
            return await parameter.GetValueAsync(context, cancellationToken);
        }

        private async ValueTask<string?> OfReferenceAsync(ConnectionStringReference reference)
        {
            var value = await OfAsync(reference.Resource);
            return string.IsNullOrEmpty(value) && !reference.Optional ? throw reference.Unavailable() : value;
        }
    }
}
