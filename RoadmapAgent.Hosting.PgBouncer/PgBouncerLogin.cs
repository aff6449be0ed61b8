namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>A user name and where its password comes from.</summary>
public sealed class PgBouncerLogin
{
    private readonly string? _literal;
    private readonly ParameterResource? _parameter;

    /// <summary>A login with a fixed user name.</summary>
    /// <param name="userName">The user name.</param>
    /// <param name="password">The password.</param>
    public PgBouncerLogin(string userName, ParameterResource password)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        _literal = userName;
        Password = password;
    }

    /// <summary>A login whose user name is a parameter.</summary>
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
    public ReferenceExpression UserName => _parameter is null ? ReferenceExpression.Create($"{_literal}") : ReferenceExpression.Create($"{_parameter}");

    /// <summary>The password.</summary>
    public ParameterResource Password { get; }

    /// <summary>
    /// The salt of the SCRAM verifier that the server stores for this role, in Base64, if whoever creates the role uses the same one: logging in
    /// then costs PgBouncer before 1.25 next to nothing. Default: null, not known.
    /// </summary>
    public string? Salt { get; init; }

    // Encoding is lost on an expression within an expression, so the parts are appended to the whole.
    internal void AppendTo(ReferenceExpressionBuilder uri)
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
