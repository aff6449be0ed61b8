namespace RoadmapAgent.Benchmarks.Measurements.Api;

/// <summary>What became of many watchers.</summary>
/// <param name="Watchers">How many.</param>
/// <param name="Statements">Round trips of the API to the database while they connected.</param>
/// <param name="IdleStatements">Those in the same time without them.</param>
/// <param name="ConnectSeconds">From the first to the last connection.</param>
/// <param name="Errors">Refusals after the API was restarted.</param>
/// <param name="ReturnSeconds">From the restart until all were connected again.</param>
internal sealed record WatchersRun(
    int Watchers, double Statements, double IdleStatements, double ConnectSeconds, int Errors, double ReturnSeconds);
