using System.ComponentModel.DataAnnotations;
using RoadmapAgent.Api.Validation;

namespace RoadmapAgent.Api.Roadmaps;

/// <summary>A learner's decision about a plan.</summary>
/// <param name="Approved">Whether the plan is accepted; if not, it is edited and returns for review.</param>
/// <param name="Feedback">The requested changes; required unless approved.</param>
public sealed record DecideReview(
    [property: Present]
    bool? Approved,
    [property: Text(3, 2000, Lines = true)]
    string? Feedback = null) : IValidatableObject
{
    /// <summary>Reports a rejection without feedback.</summary>
    /// <param name="validationContext">Not used.</param>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Approved is false && Feedback is null
        ? [new("Feedback is required unless the plan is approved.", [nameof(Feedback)])]
        : [];
}
