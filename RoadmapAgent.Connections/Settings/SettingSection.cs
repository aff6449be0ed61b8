using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace RoadmapAgent.Connections.Settings;

/// <summary>
/// A configuration section and the type that it is read into, which defines its keys. It finds unknown keys and invalid texts before they
/// are read: a configuration binder ignores the former, and its errors about the latter neither say what is valid nor come all at once.
/// </summary>
/// <remarks>
/// A property is a setting if it can be set, unless it is marked with <c>[Editable(false)]</c>. A list of objects is a section with a name
/// of its own for each of them.
/// </remarks>
/// <param name="type">The type.</param>
/// <param name="path">The section's path, such as <c>Fleet</c>.</param>
public sealed class SettingSection(Type type, string path)
{
    private const char Separator = ':';

    /// <summary>The section's keys; the names in a list of objects are <c>&lt;name&gt;</c>.</summary>
    public IReadOnlyList<SettingDefinition> Definitions { get; } = [.. DefinitionsOf(type, path)];

    /// <summary>Finds everything that is wrong in a section.</summary>
    /// <param name="settings">
    /// Full keys and texts, those of the section among them. Keys without a text are ignored.
    /// </param>
    /// <returns>One sentence for every problem.</returns>
    public IReadOnlyList<string> Problems(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. Problems(type, path, [.. settings.Where(setting => setting.Value is not null && IsWithin(setting.Key, path))])];
    }

    private IEnumerable<string> Problems(Type type, string path, List<KeyValuePair<string, string?>> settings)
    {
        var properties = PropertiesOf(type).ToList();
        foreach (var problem in Valueless(path, $"{path}:{properties[0].Name}", settings))
        {
            yield return problem;
        }

        foreach (var (name, below) in Children(path, settings))
        {
            var property = properties.Find(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            var problems = property is null
                ? below.Select(setting => Unknown(setting.Key, path, name, properties))
                : Problems(property, $"{path}:{property.Name}", below);
            foreach (var problem in problems)
            {
                yield return problem;
            }
        }
    }

    private IEnumerable<string> Problems(PropertyInfo property, string path, List<KeyValuePair<string, string?>> settings)
    {
        if (SettingDefinition.IsValue(property.PropertyType))
        {
            var definition = new SettingDefinition(path, property);
            return settings
                .Select(setting => setting.Key.Length == path.Length
                    ? definition.Problem(setting.Value!)
                    : $"{setting.Key} is not a setting: {path} has a value and no settings below it.")
                .OfType<string>();
        }

        return ElementOf(property.PropertyType) is { } element
            ? Valueless(path, $"{path}:<name>:{PropertiesOf(element).First().Name}", settings)
                .Concat(Children(path, settings).SelectMany(child => Problems(element, $"{path}:{child.Name}", child.Settings)))
            : Problems(property.PropertyType, path, settings);
    }

    private string Unknown(string key, string path, string name, List<PropertyInfo> siblings)
    {
        var leaf = key[(key.LastIndexOf(Separator) + 1)..];
        var below = key[(path.Length + 1 + name.Length)..];
        var near = NearestNames.Of(name, siblings.Select(property => property.Name))
            .Select(near => siblings.Find(property => property.Name == near)!)
            .Select(near => $"{path}:{near.Name}{(SettingDefinition.IsValue(near.PropertyType) ? "" : below)}")
            .ToList();
        near = near.Count > 0
            ? near
            : [.. Definitions.Where(setting => setting.Key.EndsWith($":{leaf}", StringComparison.OrdinalIgnoreCase)).Select(s => s.Key)];
        return near.Count > 0
            ? $"{key} is not a setting. Did you mean {string.Join(" or ", near)}?"
            : $"{key} is not a setting. Those of {path} are {string.Join(", ", siblings.Select(property => property.Name).Order())}.";
    }

    private static IEnumerable<string> Valueless(string path, string example, List<KeyValuePair<string, string?>> settings) =>
        from setting in settings
            // Test hosts copy a section without a value as one that is empty.
        where setting.Key.Length == path.Length && (setting.Value!.Length > 0 || settings.Count == 1)
        select $"{path} must not have a value, only settings below it, such as {example} (was {SettingDefinition.Quoted(setting.Value)}).";

    private static IEnumerable<(string Name, List<KeyValuePair<string, string?>> Settings)> Children(
        string path, List<KeyValuePair<string, string?>> settings) =>
        from setting in settings
        where setting.Key.Length > path.Length
        group setting by setting.Key[(path.Length + 1)..].Split(Separator)[0].ToUpperInvariant() into child
        let first = child.First().Key[(path.Length + 1)..].Split(Separator)[0]
        select (first, child.ToList());

    private static bool IsWithin(string key, string path) =>
        key.StartsWith(path, StringComparison.OrdinalIgnoreCase) && (key.Length == path.Length || key[path.Length] == Separator);

    private static IEnumerable<SettingDefinition> DefinitionsOf(Type type, string path) => PropertiesOf(type).SelectMany(property =>
        SettingDefinition.IsValue(property.PropertyType) ? [new($"{path}:{property.Name}", property)]
        : ElementOf(property.PropertyType) is { } element ? DefinitionsOf(element, $"{path}:{property.Name}:<name>")
        : DefinitionsOf(property.PropertyType, $"{path}:{property.Name}"));

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite && property.GetCustomAttribute<EditableAttribute>() is not { AllowEdit: false }
        select property;

    private static Type? ElementOf(Type type) =>
        type is { IsGenericType: true, GenericTypeArguments: [var element] } && type.IsAssignableTo(typeof(System.Collections.IEnumerable))
            ? element
            : null;
}
