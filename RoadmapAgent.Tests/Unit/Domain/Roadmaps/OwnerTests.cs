using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Domain.Roadmaps;

public sealed class OwnerTests
{
    /// <summary>Computed once: another value would take everybody's roadmaps away.</summary>
    [Theory]
    [InlineData("local", "ada", "a1158da1-f0f1-802d-9f1e-ddb67dd06f4e")]
    [InlineData("https://id.example", "248289761001", "5f551ec2-9967-8f49-bff0-a72db7768524")]
    public void An_identity_is_the_same_owner_in_every_version(string issuer, string subject, string id) =>
        Assert.Equal(Guid.Parse(id), Owner.Of(issuer, subject).Id);

    [Fact]
    public void An_owner_is_a_UUID_of_version_8() => Prop.ForAll<NonEmptyString, NonEmptyString>((issuer, subject) =>
    {
        var text = Owner.Of(issuer.Get, subject.Get).Id.ToString();
        return text[14] == '8' && "89ab".Contains(text[19], StringComparison.Ordinal);
    }).Check(PropertyCases.Of(200));

    [Fact]
    public void Two_identities_are_two_owners_wherever_issuer_and_subject_meet() =>
        Prop.ForAll<NonEmptyString, NonEmptyString, NonEmptyString>((first, second, third) =>
            Owner.Of(first.Get + second.Get, third.Get) != Owner.Of(first.Get, second.Get + third.Get)).Check(PropertyCases.Of(200));

    [Theory]
    [InlineData("", "subject")]
    [InlineData("issuer", "")]
    public void An_identity_without_issuer_or_subject_is_none(string issuer, string subject) =>
        Assert.Throws<ArgumentException>(() => Owner.Of(issuer, subject));
}
