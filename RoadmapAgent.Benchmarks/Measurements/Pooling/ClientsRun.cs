namespace RoadmapAgent.Benchmarks.Measurements.Pooling;

/// <summary>What became of the transactions of many clients.</summary>
/// <param name="Clients">How many clients.</param>
/// <param name="Offered">Transactions offered.</param>
/// <param name="Failed">Those that were not answered.</param>
/// <param name="P99">What 99 % of the answers did not exceed, in ms.</param>
/// <param name="Backends">Most backends at a sample.</param>
internal sealed record ClientsRun(int Clients, int Offered, int Failed, double P99, long Backends);
