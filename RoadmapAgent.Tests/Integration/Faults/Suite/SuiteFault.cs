namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>A fault that the suite injects.</summary>
/// <param name="Kind">What it is, as in the table of <c>docs/reliability.md</c>.</param>
/// <param name="InjectAsync">Injects it; returns when the fault itself is over and only its consequences remain.</param>
internal sealed record SuiteFault(string Kind, Func<CancellationToken, Task> InjectAsync);
