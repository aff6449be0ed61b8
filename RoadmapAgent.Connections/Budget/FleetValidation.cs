using System.Globalization;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.Connections.Budget;

/// <summary>Finds numbers below their ranges and replaces them with valid ones, so that the rest can still be checked.</summary>
internal static class FleetValidation
{
    public static (FleetDescription Fleet, IReadOnlyList<BudgetViolation> Violations) Examine(FleetDescription fleet)
    {
        var violations = fleet.Services
            .GroupBy(service => service.Name, StringComparer.OrdinalIgnoreCase)
            .Where(name => name.Count() > 1)
            .Select(name => Violation(
                $"Fleet:Services:{name.Key}", name.Key, $"Fleet:Services:{name.Key} must be described once (was {name.Count()} times)."))
            .Concat(fleet.Parts().SelectMany(part => Violations(part.Sizes, part.Section)))
            .ToList();
        var sensible = (FleetDescription)fleet.Sensible() with
        {
            Services = [.. fleet.Services.Select(service => (ServiceDescription)service.Sensible())],
            Postgres = (PostgresDescription)fleet.Postgres.Sensible(),
            Pooler = (PoolerDescription)fleet.Pooler.Sensible(),
            Operations = (OperationsDescription)fleet.Operations.Sensible(),
        };
        return (sensible, violations);
    }

    public static IEnumerable<BudgetViolation> Violations(Sizes sizes, string section)
    {
        if (sizes is ServiceDescription { Name: var name } && string.IsNullOrWhiteSpace(name))
        {
            yield return Violation(section, name, $"{section} must have a name that is not blank.");
        }

        foreach (var (property, range, value) in sizes.TooSmall())
        {
            var key = $"{section}:{property.Name}";
            var (text, bound) = (Text(value), Text(range.Minimum));
            yield return Violation(key, text, SettingRules.Sentence(key, range, value)) with
            {
                Remedies = [new(key, text, RemedyDirection.AtLeast, bound)],
            };
        }
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static BudgetViolation Violation(string key, string value, string explanation) =>
        new(BudgetInequality.Setting, key, key, value, explanation, []);
}
