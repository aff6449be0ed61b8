using RoadmapAgent.Data.Retention;

namespace RoadmapAgent.Tests.Unit.Data.Retention;

public sealed class RetentionStoreTests
{
    private static readonly DateTimeOffset Time = new(2025, 11, 28, 12, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void Ids_of_earlier_times_are_below_the_first_one_and_those_of_its_time_are_not()
    {
        var first = RetentionStore.FirstIdAt(Time);

        Assert.All(Enumerable.Range(0, 1_000), _ =>
        {
            Assert.True(Ordered(Guid.CreateVersion7(Time - TimeSpan.FromMilliseconds(1))) < Ordered(first));
            Assert.True(Ordered(Guid.CreateVersion7(Time)) >= Ordered(first));
        });
    }

    [Fact]
    public void No_id_is_below_the_first_one_of_a_time_before_1970() =>
        Assert.Equal(Guid.Empty, RetentionStore.FirstIdAt(new(1926, 1, 1, 0, 0, 0, TimeSpan.Zero)));

    // PostgreSQL compares the bytes in the order in which they are written.
    private static UInt128 Ordered(Guid id) => UInt128.Parse(id.ToString("N"), System.Globalization.NumberStyles.HexNumber, null);
}
