using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RoadmapAgent.Connections.Settings;

namespace Microsoft.Extensions.Hosting;

/// <summary>Reads the settings of a service.</summary>
public static class SettingsExtensions
{
    /// <summary>
    /// Adds settings to a service as options, and checks them at once: unknown keys, texts that are not valid for their key, and the rules
    /// of <see cref="SettingRules"/>.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="section">The configuration section.</param>
    /// <returns>The settings, for what is needed before the service is built.</returns>
    /// <exception cref="OptionsValidationException">A setting is unknown or invalid.</exception>
    public static T AddSettings<T>(this IHostApplicationBuilder builder, string section) where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = builder.Configuration.GetSettings<T>(section);
        builder.Services.AddSingleton<IOptions<T>>(new OptionsWrapper<T>(settings));
        return settings;
    }

    /// <summary>Reads settings with the same checks.</summary>
    /// <param name="configuration">The service's configuration.</param>
    /// <param name="section">The configuration section.</param>
    /// <exception cref="OptionsValidationException">A setting is unknown or invalid.</exception>
    public static T GetSettings<T>(this IConfiguration configuration, string section) where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Refuse<T>(section, new SettingSection(typeof(T), section).Problems(configuration.GetSection(section).AsEnumerable()));
        var settings = configuration.GetSection(section).Get<T>() ?? new();
        Refuse<T>(section, SettingRules.Broken(settings, section));
        return settings;
    }

    private static void Refuse<T>(string section, IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(section, typeof(T), problems);
        }
    }
}
