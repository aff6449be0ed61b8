using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace RoadmapAgent.Connections.Budget;

/// <summary>
/// Numbers of a fleet. Their ranges stand on the properties. What is configured must be within them; the budget itself refuses only what
/// is below a range, because it can calculate with any larger number.
/// </summary>
public abstract record Sizes
{
    /// <summary>Finds the numbers below their ranges.</summary>
    internal IEnumerable<(PropertyInfo Property, RangeAttribute Range, object Value)> TooSmall() =>
        from property in GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let range = property.GetCustomAttribute<RangeAttribute>()
        where range is not null
        let value = property.GetValue(this)
        where value is not null && !(Number(value) >= Number(range.Minimum) && double.IsFinite(Number(value)))
        select (property, range, value);

    /// <summary>Returns a copy whose numbers below their ranges are at the start of them.</summary>
    internal Sizes Sensible()
    {
        var copy = this with { };
        foreach (var (property, range, _) in TooSmall().ToList())
        {
            property.SetValue(copy, range.Minimum);
        }

        return copy;
    }

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
