using System.Diagnostics;
using RoadmapAgent.Hosting.LocalServers.RabbitMq;

namespace RoadmapAgent.Tests.Integration.Faults;

/// <summary>Runs <c>rabbitmqctl</c> on a fleet's own node.</summary>
/// <param name="dataDirectory">The fleet's data directory.</param>
internal sealed class BrokerControl(string dataDirectory)
{
    /// <summary>Runs a command.</summary>
    public async Task RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        // The wrapper on Debian's path enforces its own user and directories.
        var program = Path.Combine(Path.GetDirectoryName(RabbitMqInstallation.ServerScript())!, "rabbitmqctl");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in NodeEnvironment())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"rabbitmqctl {string.Join(' ', arguments)}: {await output}{await errors}");
    }

    /// <summary>
    /// Stops the process that serves a quorum queue, as an error that comes back at once does (a full disk). The node does not start it
    /// again.
    /// </summary>
    public Task StopQueueAsync(string queue, CancellationToken cancellationToken) => OfQueueAsync("stop_server", queue, cancellationToken);

    /// <summary>Starts the process that serves a quorum queue, as the start of the node does.</summary>
    public Task StartQueueAsync(string queue, CancellationToken cancellationToken) =>
        OfQueueAsync("restart_server", queue, cancellationToken);

    private Task OfQueueAsync(string change, string queue, CancellationToken cancellationToken) => RunAsync(
        cancellationToken,
        "eval",
        $"[begin {{N, _}} = amqqueue:get_pid(Q), ok = ra:{change}(quorum_queues, {{N, node()}}) end || Q <- rabbit_amqqueue:list(), "
        + $"amqqueue:get_type(Q) =:= rabbit_quorum_queue, element(4, amqqueue:get_name(Q)) =:= <<\"{queue}\">>].");

    /// <summary>The environment in which the node runs: its name, its port mapper and the home of its cookie.</summary>
    private Dictionary<string, string> NodeEnvironment()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                var environment = File.ReadAllText(Path.Combine(directory, "environ"))
                    .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                    .Select(setting => setting.Split('=', 2))
                    .Where(setting => setting.Length == 2)
                    .Where(setting => setting[0] is "HOME" or "RABBITMQ_NODENAME" or "ERL_EPMD_PORT" or "ERL_EPMD_ADDRESS")
                    .ToDictionary(setting => setting[0], setting => setting[1]);
                if (environment.ContainsKey("RABBITMQ_NODENAME")
                    && environment["HOME"].StartsWith(dataDirectory, StringComparison.Ordinal))
                {
                    return environment;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The process has ended or belongs to another user.
            }
        }

        throw new InvalidOperationException("The fleet has no broker of its own.");
    }
}
