using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RoadmapAgent.Hosting.LocalServers.RabbitMq;

/// <summary>A RabbitMQ node's directory and the files it starts from.</summary>
internal sealed class RabbitMqNode(string directory, ServerAccount account)
{
    // The node's name is part of its data's path, so it must not contain anything that changes between runs, such as a port.
    private const string NodeName = "roadmap@localhost";

    private string ConfigFile => Path.Combine(directory, "rabbitmq.conf");

    private string DefinitionsFile => Path.Combine(directory, "definitions.json");

    private string PluginsFile => Path.Combine(directory, "enabled_plugins");

    /// <summary>Writes the files for a start.</summary>
    public async Task PrepareAsync(int port, string password, CancellationToken cancellationToken)
    {
        await account.CreateDirectoryAsync(directory, cancellationToken);
        await account.WriteFileAsync(PluginsFile, "[].\n", cancellationToken);
        await account.WriteFileAsync(DefinitionsFile, Definitions(password), cancellationToken);
        await account.WriteFileAsync(ConfigFile, Configuration(port), cancellationToken);
    }

    /// <summary>The environment that keeps the node away from the machine's own RabbitMQ.</summary>
    public Dictionary<string, string> Environment(int distributionPort, int epmdPort) => new()
    {
        ["HOME"] = directory,
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(directory, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(directory, "log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(directory, "rabbitmq-env.conf"),
        ["RABBITMQ_CONFIG_FILE"] = ConfigFile,
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(directory, "advanced.config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = PluginsFile,
        ["RABBITMQ_NODENAME"] = NodeName,
        ["RABBITMQ_DIST_PORT"] = Text(distributionPort),
        ["ERL_EPMD_PORT"] = Text(epmdPort),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        // No part of the node starts a port mapper of its own, a daemon that nobody would end.
        ["ERL_FLAGS"] = "-start_epmd false",
        // Its script then becomes the node instead of waiting for it, so that signals reach the node.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
    };

    private string Configuration(int port) => $"""
        listeners.tcp.1 = 127.0.0.1:{port}
        load_definitions = {DefinitionsFile}
        log.console = true
        log.console.level = warning
        log.file = false

        """;

    /// <summary>
    /// Users and permissions, read at every boot: unlike the default user of a new node, they follow a password that changes while the data
    /// stays.
    /// </summary>
    private static string Definitions(string password) => JsonSerializer.Serialize(new
    {
        vhosts = new[] { new { name = "/" } },
        users = new[]
        {
            new { name = RabbitMqProcessResource.UserName, password_hash = PasswordHash(password), hashing_algorithm = "rabbit_password_hashing_sha256", tags = Array.Empty<string>() },
        },
        permissions = new[] { new { user = RabbitMqProcessResource.UserName, vhost = "/", configure = ".*", write = ".*", read = ".*" } },
    });

    // Base64 of a 4-byte salt and the SHA-256 of salt and password: https://www.rabbitmq.com/docs/passwords#computing-password-hash
    private static string PasswordHash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
