using RoadmapAgent.Connections.ConnectionStrings;

namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>A user name and the parameter with its password.</summary>
public sealed class PgBouncerLogin
{
    private readonly string? _literal;
    private readonly ParameterResource? _parameter;

    /// <summary>Creates a login with a fixed user name.</summary>
    /// <param name="userName">The user name.</param>
    /// <param name="password">The password.</param>
    public PgBouncerLogin(string userName, ParameterResource password)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        _literal = userName;
        Password = password;
    }

    /// <summary>Creates a login with a parameter as its user name.</summary>
    /// <param name="userName">The user name.</param>
    /// <param name="password">The password.</param>
    public PgBouncerLogin(ParameterResource userName, ParameterResource password)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        _parameter = userName;
        Password = password;
    }

    /// <summary>The user name.</summary>
    public ReferenceExpression UserName => _parameter is null
        ? ReferenceExpression.Create($"{_literal}")
        : ReferenceExpression.Create($"{_parameter}");

    /// <summary>The password.</summary>
    public ParameterResource Password { get; }

    /// <summary>
    /// The salt, in Base64, of the SCRAM verifier that the server stores for this role. Set it if the role is created with the same salt:
    /// logins then cost PgBouncer before 1.25 next to nothing. Default: null, not known.
    /// </summary>
    public string? Salt { get; init; }

    internal void AppendKeywords(ReferenceExpressionBuilder connectionString, bool isPublished)
    {
        connectionString.AppendLiteral("Username=");
        if (_parameter is null)
        {
            connectionString.AppendLiteral(PostgresConnectionString.Quote(_literal!));
        }
        else
        {
            QuotedParameter.Append(connectionString, _parameter, isPublished);
        }

        connectionString.AppendLiteral(";Password=");
        QuotedParameter.Append(connectionString, Password, isPublished);
    }

    // A nested expression would lose its URI encoding, so the parts are appended to the outer expression.
    internal void AppendUserInfo(ReferenceExpressionBuilder uri)
    {
        if (_parameter is null)
        {
            uri.Append($"{_literal:uri}:{Password:uri}");
        }
        else
        {
            uri.Append($"{_parameter:uri}:{Password:uri}");
        }
    }
}
