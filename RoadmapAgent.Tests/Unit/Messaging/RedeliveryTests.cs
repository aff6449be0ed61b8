using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Messaging;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.Messaging;

public sealed class RedeliveryTests
{
    [Fact]
    public void An_outage_never_makes_a_message_hopeless() => Prop
        .ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), redelivered => !Redelivery.IsHopeless(ErrorKind.Outage, redelivered))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_messages_own_fault_makes_it_hopeless_at_once() => Assert.True(Redelivery.IsHopeless(ErrorKind.OwnFault, 0));

    [Fact]
    public void A_defect_makes_a_message_hopeless_once_it_has_shown_for_a_quarter_of_an_hour()
    {
        var redelivered = Enumerable.Range(0, 100).First(count => Redelivery.IsHopeless(ErrorKind.Defect, count));

        Assert.InRange(
            Enumerable.Range(0, redelivered).Sum(count => Redelivery.Delay(count, spread: 0.5).TotalMinutes), 15, 30);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(int.MaxValue, 60)]
    public void The_delay_doubles_up_to_an_hour(int redelivered, double minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Redelivery.Delay(redelivered, spread: 0.5));

    [Fact]
    public void The_delay_is_jittered_by_a_quarter_in_either_direction()
    {
        Assert.Equal(TimeSpan.FromMinutes(45), Redelivery.Delay(50, spread: 0));
        Assert.Equal(TimeSpan.FromMinutes(75), Redelivery.Delay(50, spread: 1));
    }
}
