namespace RoadmapAgent.Hosting.LocalServers.RabbitMq;

/// <summary>RabbitMQ as installed on this machine.</summary>
public static class RabbitMqInstallation
{
    private const string Package = "rabbitmq-server";
    private const string Script = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    /// <summary>
    /// Finds the <c>rabbitmq-server</c> script itself, because the wrapper on Debian's path enforces its own user and directories.
    /// </summary>
    /// <exception cref="DistributedApplicationException">RabbitMQ is not installed; the message explains how to install it.</exception>
    public static string ServerScript() => (File.Exists(Script) ? Script : InstalledProgram.Find("rabbitmq-server"))
        ?? throw InstalledProgram.Missing("RabbitMQ", Package);

    /// <summary>Finds Erlang's port mapper <c>epmd</c>, which comes with RabbitMQ's runtime.</summary>
    /// <exception cref="DistributedApplicationException">Erlang is not installed; the message explains how to install it.</exception>
    public static string PortMapper() => InstalledProgram.Find("epmd") ?? throw InstalledProgram.Missing("Erlang's epmd", Package);
}
