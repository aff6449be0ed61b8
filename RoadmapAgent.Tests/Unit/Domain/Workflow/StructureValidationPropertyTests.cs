using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;
using RoadmapAgent.Tests.Unit.Authoring;
using RoadmapAgent.Tests.Unit.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

public sealed class StructureValidationPropertyTests
{
    [Fact]
    public void Every_plan_of_the_catalog_author_is_valid() =>
        Prop.ForAll(Requests.Any(), request => Assert.Empty(StructureValidation.Check(AuthorDesk.Plan(request), request.HoursPerWeek)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_edit_by_the_catalog_author_makes_a_broken_plan_valid() =>
        Prop.ForAll(Requests.Any(), request =>
        {
            var plan = AuthorDesk.Plan(request);
            var broken = plan.Change(
                concept => concept.Id == plan.Concepts().Last().Id ? concept with { Prerequisites = ["ghost"] } : concept);
            var findings = StructureValidation.Check(broken, request.HoursPerWeek);

            Assert.NotEmpty(findings);
            Assert.Empty(StructureValidation.Check(AuthorDesk.Edit(request, broken, [.. findings]), request.HoursPerWeek));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Backward_prerequisites_are_valid_and_a_single_self_or_forward_one_is_reported()
    {
        var cases = from count in Gen.Choose(2, 20)
                    from links in Gen.Choose(0, 1_000_000).Two().ArrayOf(count)
                    from wrong in Gen.Choose(0, 1_000_000).Two()
                    select (Plan: Backwards(count, links), From: wrong.Item1 % count, By: wrong.Item2);
        Prop.ForAll(Arb.From(cases), one =>
        {
            Assert.Empty(StructureValidation.Check(one.Plan, hoursPerWeek: 1));

            var concepts = one.Plan.Concepts().ToArray();
            var to = one.From + (one.By % (concepts.Length - one.From));
            concepts[one.From] = concepts[one.From] with { Prerequisites = [.. concepts[one.From].Prerequisites, concepts[to].Id] };
            Assert.Equal(
                [$"The concept '{concepts[one.From].Id}' comes before its prerequisite '{concepts[to].Id}'."],
                StructureValidation.Check(Plans.With(concepts), hoursPerWeek: 1));
        }).QuickCheckThrowOnFailure();
    }

    private static Framework Backwards(int count, (int First, int Second)[] links) => Plans.With([.. Enumerable.Range(0, count).Select(i =>
        Plans.Concept($"c{i}", 1, i == 0 ? [] : [.. new[] { links[i].First % i, links[i].Second % i }.Distinct().Select(j => $"c{j}")]))]);
}
