using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public sealed class ExecutionConfigurationBuilder : IExecutionConfigurationBuilder
{
    private readonly IResource _resource;
    private readonly List<IExecutionConfigurationGatherer> _gatherers = [];

    private ExecutionConfigurationBuilder(IResource resource) => _resource = resource;

    public static IExecutionConfigurationBuilder Create(IResource resource) => new ExecutionConfigurationBuilder(resource);

    public IExecutionConfigurationBuilder AddExecutionConfigurationGatherer(IExecutionConfigurationGatherer gatherer)
    {
        _gatherers.Add(gatherer);
        return this;
    }

    public async Task<IExecutionConfigurationResult> BuildAsync(DistributedApplicationExecutionContext executionContext, ILogger? resourceLogger = null, CancellationToken cancellationToken = default)
    {
        var logger = resourceLogger ?? executionContext.Services.GetRequiredService<ResourceLoggerService>().GetLogger(_resource);
        var gathered = new Gathered();
        foreach (var gatherer in _gatherers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await gatherer.GatherAsync(gathered, _resource, logger, executionContext, cancellationToken);
        }
        return await new Resolving(_resource, executionContext, logger, cancellationToken).ResolveAsync(gathered);
    }

    private sealed class Gathered : IExecutionConfigurationGathererContext
    {
        public List<object> Arguments { get; } = [];
        public Dictionary<string, object> EnvironmentVariables { get; } = [];
        public List<IExecutionConfigurationData> AdditionalData { get; } = [];

        public void AddAdditionalData(IExecutionConfigurationData metadata) => AdditionalData.Add(metadata);
    }

    /// <summary>Every value is tried, so that all failures are told at once; what has no value is left out.</summary>
    private sealed class Resolving(IResource resource, DistributedApplicationExecutionContext executionContext, ILogger logger, CancellationToken cancellationToken)
    {
        private readonly List<Exception> _failures = [];
        private readonly HashSet<object> _references = [];

        public async Task<IExecutionConfigurationResult> ResolveAsync(Gathered gathered)
        {
            var arguments = new List<(object, string, bool)>();
            foreach (var argument in gathered.Arguments)
            {
                if (await TryResolveAsync(argument, "an argument") is ({ } value, var sensitive)) arguments.Add((argument, value, sensitive));
            }

            var variables = new Dictionary<string, (object, string)>();
            foreach (var (name, unresolved) in gathered.EnvironmentVariables)
            {
                if (await TryResolveAsync(unresolved, $"environment variable '{name}'") is ({ } value, _)) variables[name] = (unresolved, value);
            }

            return new Result
            {
                ArgumentsWithUnprocessed = arguments,
                EnvironmentVariablesWithUnprocessed = variables,
                References = _references,
                AdditionalConfigurationData = gathered.AdditionalData,
                Exception = _failures.Count == 0 ? null : new AggregateException("One or more errors occurred while resolving resource configuration.", _failures),
            };
        }

        private async Task<ResolvedValue?> TryResolveAsync(object unresolved, string what)
        {
            try
            {
                var resolved = await resource.ResolveAsync(unresolved, executionContext, logger, what, cancellationToken);
                if (resolved.Value is not null && unresolved is IValueProvider or IManifestExpressionProvider) _references.Add(unresolved);
                return resolved;
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Failed to resolve {What} for resource '{ResourceName}'. A dependency may have failed to start.", what, resource.Name);
                _failures.Add(exception);
                return null;
            }
        }
    }

    private sealed class Result : IExecutionConfigurationResult
    {
        public required IEnumerable<object> References { get; init; }
        public required IEnumerable<(object Unprocessed, string Processed, bool IsSensitive)> ArgumentsWithUnprocessed { get; init; }
        public required IEnumerable<KeyValuePair<string, (object Unprocessed, string Processed)>> EnvironmentVariablesWithUnprocessed { get; init; }
        public required IEnumerable<IExecutionConfigurationData> AdditionalConfigurationData { get; init; }
        public Exception? Exception { get; init; }

        public IEnumerable<(string Value, bool IsSensitive)> Arguments => ArgumentsWithUnprocessed.Select(argument => (argument.Processed, argument.IsSensitive));
        public IEnumerable<KeyValuePair<string, string>> EnvironmentVariables => EnvironmentVariablesWithUnprocessed.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Processed));
    }
}
