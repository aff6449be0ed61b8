using System.Text.RegularExpressions;
using RoadmapAgent.Benchmarks.Bench;
using ProductMeasurement = RoadmapAgent.Benchmarks.Measurements.Measurement;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Bench;

public sealed partial class CatalogTests
{
    [Fact]
    public void Every_measurement_has_a_name_of_its_own_that_can_be_typed()
    {
        var names = Catalog.Create("/opt/pgbouncer").Select(measurement => measurement.Name).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches(KebabCase(), name));
    }

    [Fact]
    public void Every_kind_of_measurement_is_in_the_catalog() => Assert.Equal(
        typeof(Catalog).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(ProductMeasurement)))
            .Select(type => type.Name)
            .Order(),
        Catalog.Create().Select(measurement => measurement.GetType().Name).Distinct().Order());

    [Fact]
    public void A_target_for_a_ratio_has_a_baseline() => Assert.All(
        Catalog.Create("/opt/pgbouncer").Where(measurement => measurement.Target.OfRatio),
        measurement => Assert.False(string.IsNullOrEmpty(measurement.Baseline), measurement.Name));

    [Fact]
    public void A_second_pooler_is_measured_only_if_it_is_named()
    {
        Assert.DoesNotContain(Catalog.Create(), measurement => measurement.Name == Catalog.NewerSaving);
        Assert.Equal("/opt/pgbouncer", Catalog.Create("/opt/pgbouncer").Single(each => each.Name == Catalog.NewerSaving).Fleet!.PgBouncer);
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex KebabCase();
}
