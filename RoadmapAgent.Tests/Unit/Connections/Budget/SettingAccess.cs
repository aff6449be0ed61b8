using System.Globalization;
using System.Reflection;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Tests.Unit.Connections.Budget;

/// <summary>Reads and changes the settings of a fleet description by key, using reflection.</summary>
internal static class SettingAccess
{
    /// <summary>The keys of all numeric settings of a fleet.</summary>
    public static IEnumerable<string> Keys(FleetDescription fleet) =>
    [
        "Fleet:Surge",
        .. Numbers(fleet.Postgres).Select(name => $"Fleet:Postgres:{name}"),
        .. Numbers(fleet.Pooler).Select(name => $"Fleet:Pooler:{name}"),
        .. Numbers(fleet.Operations).Select(name => $"Fleet:Operations:{name}"),
        .. fleet.Services.SelectMany(service => Numbers(service).Select(name => $"Fleet:Services:{service.Name}:{name}")),
    ];

    public static string Get(FleetDescription fleet, string key)
    {
        var (owner, member) = key.Split(':') switch
        {
            ["Fleet", "Services", var service, var name] => ((object)fleet.Services.Single(candidate => candidate.Name == service), name),
            ["Fleet", var part, var name] => (fleet.GetType().GetProperty(part)!.GetValue(fleet)!, name),
            var parts => (fleet, parts[1]),
        };
        return Convert.ToString(owner.GetType().GetProperty(member)!.GetValue(owner), CultureInfo.InvariantCulture)!;
    }

    /// <summary>Returns the fleet with a changed value; <c>*</c> caps the value of every service, as in a remedy.</summary>
    public static FleetDescription Set(FleetDescription fleet, string key, string value) => key.Split(':') switch
    {
        ["Fleet", "Services", "*", var name] => fleet with
        {
            Services =
            [
                .. fleet.Services.Select(
                    service =>
                        int.Parse(Get(fleet, $"Fleet:Services:{service.Name}:{name}"), CultureInfo.InvariantCulture) > int
                            .Parse(value, CultureInfo.InvariantCulture)
                            ? With(service, name, value)
                            : service),
            ],
        },
        ["Fleet", "Services", var service, var name] =>
            fleet with
            {
                Services = [.. fleet.Services.Select(candidate => candidate.Name == service ? With(candidate, name, value) : candidate)],
            },
        ["Fleet", "Postgres", var name] => fleet with { Postgres = With(fleet.Postgres, name, value) },
        ["Fleet", "Pooler", var name] => fleet with { Pooler = With(fleet.Pooler, name, value) },
        ["Fleet", "Operations", var name] => fleet with { Operations = With(fleet.Operations, name, value) },
        ["Fleet", var name] => With(fleet, name, value),
        _ => throw new ArgumentException($"No setting '{key}'.", nameof(key)),
    };

    private static IEnumerable<string> Numbers(object description) =>
        description.GetType()
            .GetProperties()
            .Where(property => property.CanWrite && (property.PropertyType == typeof(int) || property.PropertyType == typeof(int?)))
            .Select(property => property.Name);

    private static T With<T>(T record, string name, string value) where T : class
    {
        var copy = (T)typeof(T).GetMethod("<Clone>$")!.Invoke(record, null)!;
        var property = typeof(T).GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        property.SetValue(copy, type.IsEnum ? Enum.Parse(type, value) : Convert.ChangeType(value, type, CultureInfo.InvariantCulture));
        return copy;
    }
}
