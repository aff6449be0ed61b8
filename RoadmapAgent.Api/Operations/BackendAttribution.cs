using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>
/// Says whose a PostgreSQL session is. The role decides, because a pooler may rename sessions but logs in with the role of its client. Only
/// where all services share one role does the <c>application_name</c> count, as far as the pooler has kept it. Pure.
/// </summary>
/// <param name="services">The names of the services.</param>
/// <param name="rolePrefix">The prefix of the services' roles; empty if all services share one role.</param>
/// <param name="sharedRoles">The roles in the connection strings of a fleet whose services share one; otherwise not used.</param>
internal sealed class BackendAttribution(IReadOnlyCollection<string> services, string rolePrefix, IReadOnlyCollection<string> sharedRoles)
{
    private const string ApplicationPrefix = "roadmap_agent.";
    private const string Monitor = "monitor";

    /// <summary>Returns the service of a session; null if it is not known to belong to one.</summary>
    public string? ServiceOf(BackendGroup group)
    {
        var name = rolePrefix.Length > 0
            ? ServiceIn(group.Role, rolePrefix)
            : ServiceIn(group.Application, ApplicationPrefix);
        return services.FirstOrDefault(service => service == name);
    }

    /// <summary>Whether a session has the role of the services, but a name that the pooler gave it.</summary>
    public bool IsUnattributed(BackendGroup group) =>
        rolePrefix.Length == 0 && ServiceOf(group) is null && !IsOperators(group) && sharedRoles.Contains(RoleOf(group.Role));

    /// <summary>Whether a session belongs neither to a service nor to the operators.</summary>
    public bool IsForeign(BackendGroup group) => ServiceOf(group) is null && !IsOperators(group) && !IsUnattributed(group);

    /// <summary>
    /// Returns the role that PostgreSQL knows for a user name of a connection string: poolers of several tenants expect the tenant after a
    /// dot, as in <c>postgres.abcdefgh</c>.
    /// </summary>
    public static string RoleOf(string userName)
    {
        ArgumentNullException.ThrowIfNull(userName);
        return userName.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? userName[..dot] : userName;
    }

    private bool IsOperators(BackendGroup group) =>
        (rolePrefix.Length > 0 && group.Role == rolePrefix + Monitor)
        || group.Application.StartsWith(ApplicationPrefix, StringComparison.Ordinal);

    private static string? ServiceIn(string roleOrApplication, string prefix) =>
        roleOrApplication.StartsWith(prefix, StringComparison.Ordinal) ? roleOrApplication[prefix.Length..] : null;
}
