using RoadmapAgent.Connections.ConnectionStrings;

namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>
/// A parameter's value as it is written behind <c>keyword=</c> in a connection string; references format values for URIs only.
/// </summary>
internal sealed class QuotedParameter(ParameterResource parameter) : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    public string ValueExpression => parameter.ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [parameter];

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        await parameter.GetValueAsync(cancellationToken) is { } value ? PostgresConnectionString.Quote(value) : null;

    /// <summary>
    /// Appends a parameter's value. One that is known only in a deployment is put in single quotes, which suit every value without one.
    /// Compose, azd and Helm would interpret double quotes.
    /// </summary>
    public static void Append(ReferenceExpressionBuilder connectionString, ParameterResource parameter, bool isPublished)
    {
        if (isPublished)
        {
            connectionString.Append($"'{parameter}'");
        }
        else
        {
            connectionString.Append($"{new QuotedParameter(parameter)}");
        }
    }
}
