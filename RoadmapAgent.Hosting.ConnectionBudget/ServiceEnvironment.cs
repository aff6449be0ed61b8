namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>Reads what a service's environment will contain, without resolving any value.</summary>
internal static class ServiceEnvironment
{
    /// <summary>
    /// Runs the callbacks that add variables. One that needs the running application fails, and its variables are missing.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, object>> ReadAsync(
        IResource service, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, object>();
        var context = new EnvironmentCallbackContext(execution, service, variables, cancellationToken);
        foreach (var annotation in service.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            try
            {
                await annotation.Callback(context);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A value that is known only later cannot tell the size of a pool now.
            }
        }

        return variables;
    }
}
