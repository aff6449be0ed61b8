using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Hosting.PgBouncer;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>
/// Runs a published pooler with the local shell and PgBouncer instead of a container. Only what a deployment target
/// would decide is replaced: the values of references, the directory and the port.
/// </summary>
internal sealed class PublishedPooler : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ServerDirectory _directory = new();
    private readonly int _port = LocalPort.Free();
    private readonly Process _shell;
    private readonly Task<string> _error;

    /// <param name="pooler">The pooler's resource, in a model that is being published.</param>
    /// <param name="values">The values of the references; null omits the variable.</param>
    /// <param name="openFiles">The open file limit.</param>
    public PublishedPooler(PgBouncerResource pooler, IReadOnlyDictionary<string, string?> values, int openFiles = 10_000)
    {
        var entryPoint = new PgBouncerEntryPoint(pooler);
        var script = ((ReferenceExpression)entryPoint.Arguments()[1]).ValueExpression
            .Replace(PgBouncerEntryPoint.Directory, Path, StringComparison.Ordinal)
            .Replace($"listen_port = {PgBouncerResource.ContainerPort}", $"listen_port = {_port}", StringComparison.Ordinal);
        foreach (var (reference, value) in values)
        {
            script = script.Replace(reference, value, StringComparison.Ordinal);
        }

        // A separate session, as in a container; and not as root, which PgBouncer refuses.
        string[] user = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"] : [];
        string[] command = [$"--nofile=256:{openFiles}", "setsid", "--wait", .. user, PgBouncerEntryPoint.Shell, "-c", script];
        // Background processes of a shell ignore SIGINT, and their children inherit that.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "prlimit", .. command]) { RedirectStandardError = true };
        foreach (var (name, value) in entryPoint.Environment())
        {
            var expression = ((IManifestExpressionProvider)value).ValueExpression;
            start.Environment[name] = values.TryGetValue(expression, out var replacement) ? replacement : expression;
        }

        Directory.CreateDirectory(Path);
        Chown();
        _shell = Process.Start(start)!;
        _error = _shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Where the script writes.</summary>
    public string Path => System.IO.Path.Combine(_directory.Path, "files");

    /// <summary>Logs in to the console or an alias, once it answers.</summary>
    public async Task<AdminConsoleConnection> OpenConsoleAsync(
        string user, string password, bool retry = true, string database = "pgbouncer")
    {
        var options = new AdminConsoleOptions { Host = "127.0.0.1", Port = _port, User = user, Password = password, Database = database };
        AdminConsoleConnection? console = null;
        var problem = "";
        await Eventually.TrueAsync(Patience, () => $"the published pooler refuses '{user}': {problem}", async () =>
        {
            try
            {
                console = await AdminConsoleConnection.OpenAsync(options, TestContext.Current.CancellationToken);
                return true;
            }
            catch (AdminConsoleException e) when (retry)
            {
                Assert.False(_shell.HasExited, e.Message);
                problem = e.Message;
                return false;
            }
        });
        return console!;
    }

    /// <summary>Sends a signal to the process that would be the container's main process.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_shell.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the process to exit.</summary>
    public async Task<(int Code, string Error)> ExitAsync()
    {
        await _shell.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return (_shell.ExitCode, await _error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_shell.HasExited)
        {
            await SignalAsync("TERM");
            await _shell.WaitForExitAsync();
        }

        _shell.Dispose();
        await _directory.DisposeAsync();
    }

    private void Chown()
    {
        if (Environment.UserName == "root")
        {
            using var chown = Process.Start("chown", ["postgres", Path]);
            chown.WaitForExit();
        }
    }
}
