using System.Globalization;

namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>Gives services the pool sizes that they declare.</summary>
internal static class PoolSizeEnvironment
{
    /// <summary>Adds <c>Maximum Pool Size</c> to the connection strings of all services that declare one, after everything else.</summary>
    public static void Apply(DistributedApplicationModel model)
    {
        foreach (var service in model.Resources)
        {
            if (service.TryGetLastAnnotation<MaxPoolSizeAnnotation>(out var size))
            {
                service.Annotations.Add(new EnvironmentCallbackAnnotation(
                    context => Limit(context, DatabaseUse.Of(service), size.MaxPoolSize)));
            }
        }
    }

    private static void Limit(EnvironmentCallbackContext context, IReadOnlyList<DatabaseUse> uses, int maxPoolSize)
    {
        foreach (var (name, value) in context.EnvironmentVariables.ToList())
        {
            if (PoolSize.IsConnectionString(name) && uses.Any(use => PoolSize.Mentions(value, use.Database)))
            {
                context.EnvironmentVariables[name] = Limited(value, maxPoolSize.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    // The last value of a keyword counts.
    private static object Limited(object value, string maxPoolSize) => value switch
    {
        ConnectionStringReference reference => ReferenceExpression.Create($"{reference};Maximum Pool Size={maxPoolSize}"),
        ReferenceExpression expression => ReferenceExpression.Create($"{expression};Maximum Pool Size={maxPoolSize}"),
        _ => value,
    };
}
