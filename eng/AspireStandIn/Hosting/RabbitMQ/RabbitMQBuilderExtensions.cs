using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.RabbitMQ;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

public static partial class RabbitMQBuilderExtensions
{
    private const string Registry = "docker.io";
    private const string Image = "library/rabbitmq";
    private const string Tag = "4.3";

    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder, [ResourceName] string name, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // It goes into a URI.
        var passwordParameter = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var server = new RabbitMQServerResource(name, userName?.Resource, passwordParameter);

        var connection = new RabbitMQHealth(server);
        builder.Services.AddHealthChecks().Add(connection.Check($"{name}_check"));
        return builder.AddResource(server)
            .WithImage(Image, Tag)
            .WithImageRegistry(Registry)
            .WithIconName("MailMultiple")
            .WithEndpoint(port: port, targetPort: 5672, name: RabbitMQServerResource.PrimaryEndpointName)
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["RABBITMQ_DEFAULT_USER"] = server.UserNameReference;
                context.EnvironmentVariables["RABBITMQ_DEFAULT_PASS"] = server.PasswordParameter;
            })
            .WithHealthCheck($"{name}_check")
            .OnConnectionStringAvailable((_, _, token) => connection.LearnAsync(token));
    }

    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) =>
        WithStableNodeName(builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/var/lib/rabbitmq", isReadOnly));

    public static IResourceBuilder<RabbitMQServerResource> WithDataBindMount(this IResourceBuilder<RabbitMQServerResource> builder, string source, bool isReadOnly = false) =>
        WithStableNodeName(builder.WithBindMount(source, "/var/lib/rabbitmq", isReadOnly));

    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder) => builder.WithManagementPlugin(port: null);

    /// <summary>The plugin is in images of its own: 4.3-management, 4.3-management-alpine.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder, int? port)
    {
        var image = builder.Resource.Annotations.OfType<ContainerImageAnnotation>().ToArray() is [var only] && only.Registry == Registry && string.Equals(only.Image, Image, StringComparison.OrdinalIgnoreCase) ? only : null;
        var tag = KnownTag().Match(image?.Tag is { Length: > 0 } given ? given : Tag);
        if (image is null || !tag.Success) throw new DistributedApplicationException($"Cannot configure the RabbitMQ resource '{builder.Resource.Name}' to enable the management plugin as it uses an unrecognized container image registry, name, or tag.");

        if (!tag.Groups["management"].Success) image.Tag = string.Join('-', new[] { tag.Groups["before"].Value, "management", tag.Groups["alpine"].Value }.Where(part => part.Length > 0));
        return builder.WithHttpEndpoint(port: port, targetPort: 15672, name: RabbitMQServerResource.ManagementEndpointName);
    }

    // Queues belong to a node: with another name the kept data would not be found.
    private static IResourceBuilder<RabbitMQServerResource> WithStableNodeName(IResourceBuilder<RabbitMQServerResource> builder) =>
        builder.ApplicationBuilder.ExecutionContext.IsRunMode ? builder.WithEnvironment("RABBITMQ_NODENAME", $"{builder.Resource.Name}@localhost") : builder;

    [GeneratedRegex(@"^((.*-)?(?<management>management)(-alpine)?|((?<before>.+)-)?(?<alpine>alpine)|(?<before>\d+(\.\d+)*))$", RegexOptions.IgnoreCase)]
    private static partial Regex KnownTag();
}
