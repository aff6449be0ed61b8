using Microsoft.Extensions.Options;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.ServiceDefaults;

/// <summary>Validates settings by <see cref="SettingRules"/>.</summary>
/// <param name="section">The section they were read from.</param>
internal sealed class SettingsValidator<T>(string section) : IValidateOptions<T> where T : class
{
    public ValidateOptionsResult Validate(string? name, T options) => SettingRules.Broken(options, section) is { Count: > 0 } broken
        ? ValidateOptionsResult.Fail(broken)
        : ValidateOptionsResult.Success;
}
