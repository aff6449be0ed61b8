using System.Reflection;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>
/// What the processes of the fleet inherit from the AppHost's environment. The orchestrator passes on all of it, so that a secret in it,
/// such as the password of PostgreSQL's administrator, would reach every process; each gets its own secrets from the application model.
/// </summary>
internal static class InheritedEnvironment
{
    private static readonly string[] HostPrefixes = ["DOTNET_", "ASPNETCORE_"];

    // Besides them, PGPASSWORD, which every client of PostgreSQL reads, and what .NET reads as a connection string.
    private static readonly string[] SecretSections =
        ["Parameters:", "ConnectionStrings:", "Author:Chat:ApiKey", "Operations:Key", "Operations:Webhook", "Migrations:Roles:"];

    // Of Aspire's own secrets, too, which the dashboard and the services get from the application model.
    private static readonly string[] SecretEndings = ["ApiKey", "BrowserToken", "ClientSecret"];

    /// <summary>
    /// Removes the secrets from this process's environment, which the configuration has read by then, and exempts loopback from a proxy.
    /// Not under a testing builder, where the environment belongs to the tests.
    /// </summary>
    public static void Prepare()
    {
        if (Assembly.GetEntryAssembly() != typeof(InheritedEnvironment).Assembly)
        {
            return;
        }

        ProxySettings.BypassLoopback();
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsSecret).ToList())
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    /// <summary>Tells whether an environment variable has a secret of the AppHost.</summary>
    internal static bool IsSecret(string variable)
    {
        var key = variable.Replace("__", ":", StringComparison.Ordinal);
        var prefix = HostPrefixes.FirstOrDefault(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ?? "";
        return SecretSections.Any(section => key[prefix.Length..].StartsWith(section, StringComparison.OrdinalIgnoreCase))
            || SecretEndings.Any(ending => key.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            || variable.Equals("PGPASSWORD", StringComparison.OrdinalIgnoreCase)
            || variable.Contains("CONNSTR_", StringComparison.OrdinalIgnoreCase);
    }
}
