namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>Where local server processes keep their data between runs.</summary>
public static class DataDirectory
{
    /// <summary>
    /// The default: below the user's local data, or, started as root, below <c>/var/lib</c>, because the account that servers run as then
    /// could not search root's home.
    /// </summary>
    public static string Default => ServerAccount.Current.UserName is null
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "roadmap-agent")
        : "/var/lib/roadmap-agent";
}
