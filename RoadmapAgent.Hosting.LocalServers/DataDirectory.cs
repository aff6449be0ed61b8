namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>The directory in which local server processes keep their data between runs.</summary>
public static class DataDirectory
{
    /// <summary>
    /// The default: below the user's local data, or below <c>/var/lib</c> if started as root, because the account that runs the servers
    /// then has no access to root's home.
    /// </summary>
    public static string Default => ServerAccount.Current.UserName is null
        ? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "roadmap-agent")
        : "/var/lib/roadmap-agent";
}
