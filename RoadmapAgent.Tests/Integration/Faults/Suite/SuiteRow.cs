namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>One fault as it was injected.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Recovery">
/// From its end until every resource was healthy and a roadmap that was requested then had been written.
/// </param>
internal sealed record SuiteRow(string Kind, TimeSpan Recovery);
