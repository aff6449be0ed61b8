namespace RoadmapAgent.Api.Validation;

/// <summary>Says that every item of a list is one line of a length; the type itself checks it, so that every wrong item is named.</summary>
/// <param name="maximum">The most characters; 1 or more. The least are 1.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EachLineAttribute(int maximum) : Attribute
{
    /// <summary>The most characters.</summary>
    public int Maximum { get; } = maximum;
}
