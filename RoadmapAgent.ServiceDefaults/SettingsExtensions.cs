using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RoadmapAgent.Connections.Settings;
using RoadmapAgent.ServiceDefaults;

namespace Microsoft.Extensions.Hosting;

/// <summary>Reads the settings of a service.</summary>
public static class SettingsExtensions
{
    /// <summary>
    /// Adds settings that are validated when the service starts: by their attributes and, across properties, by
    /// <see cref="IValidatableObject"/>.
    /// </summary>
    /// <param name="services">The service's services.</param>
    /// <param name="section">The configuration section.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, string section) where T : class
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<T>>(new SettingsValidator<T>(section));
    }

    /// <summary>Reads settings that are needed before the service is built, with the same rules.</summary>
    /// <param name="configuration">The service's configuration.</param>
    /// <param name="section">The configuration section.</param>
    /// <exception cref="OptionsValidationException">A setting is invalid.</exception>
    public static T GetSettings<T>(this IConfiguration configuration, string section) where T : class, new()
    {
        var settings = configuration.GetSection(section).Get<T>() ?? new();
        return SettingRules.Broken(settings, section) is { Count: > 0 } broken
            ? throw new OptionsValidationException(section, typeof(T), broken)
            : settings;
    }
}
