using System.Globalization;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Tests.Unit.Connections.Budget;

public sealed class ConnectionBudgetSettingTests
{
    private static readonly FleetDescription Pooled = Fleets.Seed with
    {
        Pooler = new() { OpenFileLimit = 4096 },
        Services = [.. Fleets.Seed.Services.Select(service => service with { Gate = 3, Reserve = 1 })],
    };

    private static readonly FleetDescription Direct = Fleets.Direct(4) with
    {
        Services = [.. Fleets.Direct(4).Services.Select(service => service with { Gate = 1 })],
    };

    private static readonly FleetDescription Hosted = Pooled with { Pooler = Pooled.Pooler with { PoolSize = 50 } };

    public static TheoryData<string, string> Settings() =>
    [
        .. Keys(Pooled).Select(key => (nameof(Pooled), key)),
        .. Keys(Direct).Where(key => !IsOfPooler(key) && !IsOfAlias(key)).Select(key => (nameof(Direct), key)),
        .. Keys(Hosted).Where(key => !IsOfAlias(key)).Select(key => (nameof(Hosted), key)),
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_that_breaks_a_valid_budget_is_named_in_the_violation(string name, string key)
    {
        var fleet = name switch { nameof(Pooled) => Pooled, nameof(Direct) => Direct, _ => Hosted };
        Assert.True(ConnectionBudget.Check(fleet).Holds);

        var broken = 0;
        foreach (var number in Others(SettingAccess.Get(fleet, key)))
        {
            var result = ConnectionBudget.Check(SettingAccess.Set(fleet, key, number.ToString(CultureInfo.InvariantCulture)));
            broken += result.Violations.Count(violation => violation.Inequality != BudgetInequality.Setting);
            Assert.True(
                result.Holds || result.Violations.Any(violation => violation.Message.Contains(key, StringComparison.Ordinal)),
                $"{key} = {number}: {string.Join(' ', result.Violations.Select(violation => violation.Message))}");
            Assert.True(result.Holds || BudgetReport.ToText(result).Contains(key, StringComparison.Ordinal));
        }

        Assert.True(broken > 0, $"No number breaks a budget by {key}.");
    }

    private static IEnumerable<long> Others(string value) =>
        [
            -1, 0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 1000, 5000, int.MaxValue,
            .. value == "0" ? Array.Empty<long>() : [long.Parse(value, CultureInfo.InvariantCulture) - 1],
        ];

    // Weights affect only planning and cannot break a budget. Unset values are skipped.
    private static IEnumerable<string> Keys(FleetDescription fleet) =>
        SettingAccess.Keys(fleet)
            .Where(key => !key.EndsWith(":Weight", StringComparison.Ordinal) && SettingAccess.Get(fleet, key).Length > 0);

    private static bool IsOfPooler(string key) => key.StartsWith("Fleet:Pooler:", StringComparison.Ordinal);

    private static bool IsOfAlias(string key) =>
        key.EndsWith(":Share", StringComparison.Ordinal) || key.EndsWith(":Reserve", StringComparison.Ordinal);
}
