using System.Globalization;
using System.Text.RegularExpressions;

namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>Finds the size of a service's connection pool in the application model.</summary>
internal static partial class PoolSize
{
    /// <summary>Npgsql's default of <c>Maximum Pool Size</c>.</summary>
    public const int NpgsqlDefault = 100;

    /// <summary>
    /// Returns the declared size, else that in the connection string that the service is given, else null: it is then not known.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="database">The database whose connection string it is given.</param>
    /// <param name="environment">The service's environment.</param>
    public static int? Of(IResource service, IResource database, IReadOnlyDictionary<string, object> environment)
    {
        if (service.TryGetLastAnnotation<MaxPoolSizeAnnotation>(out var declared))
        {
            return declared.MaxPoolSize;
        }

        var given = environment
            .Where(variable => IsConnectionString(variable.Key) && Mentions(variable.Value, database))
            .Select(variable => InText(variable.Value))
            .LastOrDefault(size => size is not null);
        return given ?? InText(database);
    }

    /// <summary>Tells whether a variable is one of the section <c>ConnectionStrings</c>.</summary>
    public static bool IsConnectionString(string variable) =>
        variable.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds the last <c>Maximum Pool Size</c>, which is the one that counts, in everything an expression consists of.</summary>
    private static int? InText(object? value) => value switch
    {
        string text => Keyword().Matches(text) is { Count: > 0 } matches
            ? int.Parse(matches[^1].Groups[1].Value, CultureInfo.InvariantCulture)
            : null,
        ReferenceExpression expression => InText(expression.Format)
            ?? expression.ValueProviders.Select(InText).LastOrDefault(size => size is not null),
        IResourceWithConnectionString resource => InText(resource.ConnectionStringExpression),
        ConnectionStringReference reference => InText(reference.Resource),
        _ => null,
    };

    /// <summary>Tells whether a variable's value contains an address or a connection string of a resource.</summary>
    public static bool Mentions(object? value, IResource resource) => value switch
    {
        ConnectionStringReference reference => Mentions(reference.Resource, resource),
        ReferenceExpression expression => expression.ValueProviders.Any(part => Mentions(part, resource)),
        IResource other => other == resource || (other is IResourceWithParent { Parent: var parent } && Mentions(parent, resource)),
        EndpointReferenceExpression endpoint => Mentions(endpoint.Endpoint.Resource, resource),
        _ => false,
    };

    // Npgsql's keywords ignore case, and Max Pool Size is an alias.
    [GeneratedRegex(@"\b(?:Maximum|Max)\s*Pool\s*Size\s*=\s*([0-9]{1,5})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Keyword();
}
