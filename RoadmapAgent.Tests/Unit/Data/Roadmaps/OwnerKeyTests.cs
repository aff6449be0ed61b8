using RoadmapAgent.Data.Roadmaps;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Data.Roadmaps;

public sealed class OwnerKeyTests
{
    private static readonly Owner Ada = Owner.Of("local", "ada");

    [Fact]
    public void The_same_key_of_two_owners_is_stored_as_two() =>
        Assert.NotEqual(OwnerKey.Of(Ada, "a key"), OwnerKey.Of(Owner.Of("local", "grace"), "a key"));

    [Fact]
    public void The_same_key_of_an_owner_is_stored_as_one_that_the_column_can_hold()
    {
        var key = OwnerKey.Of(Ada, new string('k', 200));

        Assert.Equal(key, OwnerKey.Of(Ada, new string('k', 200)));
        Assert.Matches("^[0-9a-f]{64}$", key);
    }

    [Fact]
    public void No_key_is_none() => Assert.Null(OwnerKey.Of(Ada, idempotencyKey: null));
}
