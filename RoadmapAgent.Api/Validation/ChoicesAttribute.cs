namespace RoadmapAgent.Api.Validation;

/// <summary>Says that lists of numbers are the indexes of different options, which the question checks.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ChoicesAttribute : Attribute;
