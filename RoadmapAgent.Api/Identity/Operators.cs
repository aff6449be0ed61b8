namespace RoadmapAgent.Api.Identity;

/// <summary>The policy for the operators' routes.</summary>
internal static class Operators
{
    /// <summary>The name of the policy.</summary>
    public const string Policy = "Operators";

    /// <summary>The role that the policy requires.</summary>
    public const string Role = "operator";
}
