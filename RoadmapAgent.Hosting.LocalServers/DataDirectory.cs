namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>The directories in which local server processes keep their data between runs.</summary>
public static class DataDirectory
{
    /// <summary>
    /// Returns the directory of an application: below the user's local data, or below <c>/var/lib</c> if started as root, because the
    /// account that runs the servers then has no access to root's home.
    /// </summary>
    /// <param name="application">The application's name.</param>
    public static string Of(string application)
    {
        var root = ServerAccount.Current.UserName is null
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create)
            : "/var/lib";
        return Path.Combine(root, application);
    }

    /// <summary>Returns the directory of a server of an application.</summary>
    internal static string Of<T>(IResourceBuilder<T> server) where T : IResource =>
        Path.Combine(Of(server.ApplicationBuilder.Environment.ApplicationName), server.Resource.Name);
}
