namespace RoadmapAgent.Benchmarks.Measurements;

/// <summary>How much is offered, and how often.</summary>
/// <param name="Rounds">Readings of every measurement.</param>
/// <param name="Roadmaps">Roadmaps wanted at once.</param>
/// <param name="InTurn">Roadmaps wanted one after the other, for comparison.</param>
/// <param name="Load">How long requests are repeated.</param>
/// <param name="Idle">How long an idle fleet is watched.</param>
/// <param name="Watchers">Clients that watch roadmaps.</param>
/// <param name="Clients">Clients of the pooler.</param>
/// <param name="LogLines">Lines of execution logs.</param>
/// <param name="SavedRoadmaps">Roadmaps whose concepts are saved.</param>
/// <param name="ModelRoadmaps">Roadmaps that a model writes.</param>
/// <param name="FewCallers">Clients that the API can serve.</param>
/// <param name="ManyCallers">Clients that the API cannot serve.</param>
/// <param name="Overload">How long each of them ask.</param>
internal sealed record Scale(
    int Rounds,
    int Roadmaps,
    int InTurn,
    TimeSpan Load,
    TimeSpan Idle,
    int Watchers,
    int Clients,
    int LogLines,
    int SavedRoadmaps,
    int ModelRoadmaps,
    int FewCallers,
    int ManyCallers,
    TimeSpan Overload)
{
    /// <summary>What the targets are meant for.</summary>
    public static readonly Scale Full = new(
        Rounds: 3,
        Roadmaps: 100,
        InTurn: 10,
        Load: TimeSpan.FromSeconds(10),
        Idle: TimeSpan.FromSeconds(60),
        Watchers: 5_000,
        Clients: 10_000,
        LogLines: 20_000,
        SavedRoadmaps: 20,
        ModelRoadmaps: 10,
        FewCallers: 400,
        ManyCallers: 2_500,
        Overload: TimeSpan.FromSeconds(60));

    /// <summary>What takes minutes.</summary>
    public static readonly Scale Quick = new(
        Rounds: 2,
        Roadmaps: 20,
        InTurn: 3,
        Load: TimeSpan.FromSeconds(3),
        Idle: TimeSpan.FromSeconds(15),
        Watchers: 500,
        Clients: 1_000,
        LogLines: 10_000,
        SavedRoadmaps: 6,
        ModelRoadmaps: 4,
        FewCallers: 100,
        ManyCallers: 1_000,
        Overload: TimeSpan.FromSeconds(5));
}
