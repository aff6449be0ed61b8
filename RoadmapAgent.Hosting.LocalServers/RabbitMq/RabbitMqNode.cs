using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RoadmapAgent.Hosting.LocalServers.RabbitMq;

/// <summary>A RabbitMQ node's directory and its configuration files.</summary>
internal sealed class RabbitMqNode(string directory, ServerAccount account)
{
    // The node name is part of the path of its data, so it must not contain anything that changes between runs, such as a port.
    private const string NodeName = "roadmap@localhost";

    // Loading RabbitMQ's modules takes 24,000 file operations, each handed to another thread and back. By default those threads sleep in
    // between, and waking them was more than half of the CPU time of a start: 8 to 10 s before, 5 s with these settings.
    // https://www.erlang.org/doc/apps/erts/erl_cmd.html
    private const string Waiting = "+SDio 1 +sbwt short +sbwtdio short";

    private string ConfigFile => Path.Combine(directory, "rabbitmq.conf");

    private string DefinitionsFile => Path.Combine(directory, "definitions.json");

    private string PluginsFile => Path.Combine(directory, "enabled_plugins");

    /// <summary>Writes the configuration files for a start of the node.</summary>
    public async Task PrepareAsync(int port, string userName, string password, CancellationToken cancellationToken)
    {
        await account.CreateDirectoryAsync(directory, cancellationToken);
        await account.WriteFileAsync(PluginsFile, "[].\n", cancellationToken);
        await account.WriteFileAsync(DefinitionsFile, Definitions(userName, password), cancellationToken);
        await account.WriteFileAsync(ConfigFile, Configuration(port), cancellationToken);
    }

    /// <summary>Creates the environment that isolates the node from the machine's own RabbitMQ.</summary>
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
        // Prevents the node from starting its own port mapper, a daemon that would outlive it.
        ["ERL_FLAGS"] = "-start_epmd false",
        // The script then replaces itself with the node instead of waiting for it, so that signals reach the node.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = $"-kernel inet_dist_use_interface {{127,0,0,1}} {Waiting}",
    };

    private string Configuration(int port) => $"""
        listeners.tcp.1 = 127.0.0.1:{port}
        load_definitions = {DefinitionsFile}
        log.console = true
        log.console.level = warning
        log.file = false

        """;

    /// <summary>
    /// Creates the definitions of users and permissions, which the node reads at every boot. Unlike the default user of a new node, they
    /// work with existing data and a changed password.
    /// </summary>
    private static string Definitions(string userName, string password) => JsonSerializer.Serialize(new
    {
        vhosts = new[] { new { name = "/" } },
        users = new[]
        {
            new
            {
                name = userName,
                password_hash = PasswordHash(password),
                hashing_algorithm = "rabbit_password_hashing_sha256",
                tags = Array.Empty<string>(),
            },
        },
        permissions = new[] { new { user = userName, vhost = "/", configure = ".*", write = ".*", read = ".*" } },
    });

    // Base64 of a 4-byte salt and the SHA-256 of salt and password: https://www.rabbitmq.com/docs/passwords#computing-password-hash
    private static string PasswordHash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
