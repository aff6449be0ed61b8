namespace RoadmapAgent.AppHost.PgBouncer;

/// <summary>A user name and where its password comes from.</summary>
public sealed class PgBouncerLogin
{
    /// <summary>A login with a fixed user name.</summary>
    /// <param name="userName">The user name.</param>
    /// <param name="password">The password.</param>
    public PgBouncerLogin(string userName, ParameterResource password)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        UserName = ReferenceExpression.Create($"{userName}");
        UserInfo = ReferenceExpression.Create($"{userName:uri}:{password:uri}");
        Password = password;
    }

    /// <summary>A login whose user name is a parameter.</summary>
    /// <param name="userName">The user name.</param>
    /// <param name="password">The password.</param>
    public PgBouncerLogin(ParameterResource userName, ParameterResource password)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        UserName = ReferenceExpression.Create($"{userName}");
        UserInfo = ReferenceExpression.Create($"{userName:uri}:{password:uri}");
        Password = password;
    }

    /// <summary>The user name.</summary>
    public ReferenceExpression UserName { get; }

    /// <summary>The password.</summary>
    public ParameterResource Password { get; }

    /// <summary>Both, as a URI has them.</summary>
    internal ReferenceExpression UserInfo { get; }
}
