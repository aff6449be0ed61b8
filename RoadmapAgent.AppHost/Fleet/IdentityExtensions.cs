using Microsoft.Extensions.Configuration;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>Configures the authority that authenticates users.</summary>
public static class IdentityExtensions
{
    /// <summary>The name of the secret parameter with the secret of the pages' client.</summary>
    public const string SecretParameter = "identity-client-secret";

    /// <summary>
    /// If <c>Identity:Authority</c> is configured, passes the settings <c>Identity:*</c> to a service, with the client's secret from the
    /// secret parameter <c>identity-client-secret</c>. A public client has none, so the parameter is added only if it has a value.
    /// </summary>
    /// <param name="service">The API.</param>
    /// <exception cref="FleetException">A setting is invalid.</exception>
    public static IResourceBuilder<ProjectResource> WithIdentity(this IResourceBuilder<ProjectResource> service)
    {
        ArgumentNullException.ThrowIfNull(service);
        var configuration = service.ApplicationBuilder.Configuration;
        if (PassedSettings.ReadIdentity(configuration).Authority is null)
        {
            return service;
        }

        foreach (var setting in configuration.GetSection(IdentitySettings.Section).GetChildren())
        {
            service.WithEnvironment($"{IdentitySettings.Section}__{setting.Key}", setting.Value);
        }

        SecretRules.CheckHeader(configuration, SecretParameter);
        return IsSet(configuration)
            ? service.WithEnvironment(
                $"{IdentitySettings.Section}__ClientSecret", service.ApplicationBuilder.AddParameter(SecretParameter, secret: true))
            : service;
    }

    // Aspire reads a parameter under both names.
    private static bool IsSet(ConfigurationManager configuration) =>
        (configuration[$"{KnownSettings.Parameters}:{SecretParameter}"]
            ?? configuration[$"{KnownSettings.Parameters}:{SecretParameter.Replace('-', '_')}"]) is not null;
}
