namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>
/// The user that local server processes run as. PostgreSQL and PgBouncer refuse to run as root, so an AppHost started as root runs them as
/// an ordinary user; otherwise they run as the user who started the AppHost.
/// </summary>
/// <param name="UserName">The user to switch to; null to keep the current user.</param>
public sealed record ServerAccount(string? UserName)
{
    /// <summary>The user that Debian's and Fedora's PostgreSQL packages create.</summary>
    private const string UnprivilegedUser = "postgres";

    /// <summary>The account for this AppHost.</summary>
    public static ServerAccount Current { get; } =
        new(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? UnprivilegedUser : null);

    /// <summary>Creates the command line that runs <paramref name="command"/> as this account.</summary>
    /// <param name="command">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The program to start and its arguments; unchanged if no privileges have to be dropped.</returns>
    /// <remarks><c>setpriv</c> replaces itself with the program, so signals reach the server and not a wrapper.</remarks>
    public (string Command, IReadOnlyList<string> Arguments) CommandLine(string command, params IEnumerable<string> arguments) =>
        UserName is null
            ? (command, [.. arguments])
            : ("setpriv", [$"--reuid={UserName}", $"--regid={UserName}", "--init-groups", "--", command, .. arguments]);

    /// <summary>Creates a directory, including its parents, that only this account may access.</summary>
    /// <exception cref="DistributedApplicationException">The directory cannot be created, or its owner cannot be changed.</exception>
    public async Task CreateDirectoryAsync(string path, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw WindowsRefused();
        }

        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await OwnAsync(path, cancellationToken);
    }

    /// <summary>Writes a file that only this account may read.</summary>
    /// <exception cref="DistributedApplicationException">The file's owner cannot be changed.</exception>
    public async Task WriteFileAsync(string path, string contents, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw WindowsRefused();
        }

        // A new file gets the right mode from the start; an existing one would keep its owner and mode.
        File.Delete(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using (var writer = new StreamWriter(path, options))
        {
            await writer.WriteAsync(contents.AsMemory(), cancellationToken);
        }

        await OwnAsync(path, cancellationToken);
    }

    private static DistributedApplicationException WindowsRefused() =>
        new("Servers can run as processes only on Linux and macOS: start a container runtime, and do not call RunAsProcess.");

    private async Task OwnAsync(string path, CancellationToken cancellationToken)
    {
        if (UserName is not null)
        {
            await LocalCommand.RunAsync("chown", [$"{UserName}:", path], input: null, cancellationToken);
        }
    }
}
