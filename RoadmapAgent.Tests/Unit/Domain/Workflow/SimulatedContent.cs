using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>The content of a <see cref="SimulatedRoadmap"/>: three pieces for every concept.</summary>
internal sealed class SimulatedContent
{
    private const int Kinds = 3;
    private readonly SortedDictionary<string, SimulatedPiece[]> _concepts = new(StringComparer.Ordinal);

    /// <summary>Whether no content has been requested yet.</summary>
    public bool IsEmpty => _concepts.Count == 0;

    /// <summary>The concepts with pending content.</summary>
    public IEnumerable<string> Pending =>
        _concepts.Where(concept => concept.Value.Any(piece => piece.Pending)).Select(concept => concept.Key);

    public bool IsRequested => _concepts.Count > 0;

    /// <summary>The concepts with content that has not been written.</summary>
    public IEnumerable<IncompleteConcept> Incomplete =>
        _concepts.Where(concept => concept.Value.Any(piece => !piece.Written))
            .Select(concept => new IncompleteConcept(concept.Key, concept.Value.Max(piece => piece.Attempts)));

    private List<SimulatedPiece> All => [.. _concepts.Values.SelectMany(concept => concept)];

    /// <summary>Returns the pending pieces of a concept.</summary>
    public IReadOnlyList<SimulatedPiece> PendingOf(string conceptId) => [.. _concepts[conceptId].Where(piece => piece.Pending)];

    /// <summary>Requests the content of all concepts for the first time.</summary>
    public void Request()
    {
        foreach (var concept in WorkflowCases.Concepts)
        {
            _concepts.Add(concept, [.. Enumerable.Range(0, Kinds).Select(_ => new SimulatedPiece())]);
        }
    }

    /// <summary>Requests again what has not been written.</summary>
    public void Retry()
    {
        foreach (var piece in All.Where(piece => !piece.Written))
        {
            piece.Retry();
        }
    }

    /// <summary>Requests one piece of a concept again, if there is any.</summary>
    public void Regenerate(string conceptId)
    {
        if (_concepts.TryGetValue(conceptId, out var pieces))
        {
            pieces[0].Regenerate();
        }
    }

    /// <summary>Describes a concept to the workflow after an attempt at its last pending piece.</summary>
    public ConceptAttempted Attempted(string conceptId) => new(conceptId, _concepts[conceptId].All(piece => piece.Written));

    /// <summary>Describes the content to the workflow after an attempt at some of it.</summary>
    public ContentAttempted Attempted()
    {
        var all = All;
        return new(all.Count(piece => piece.Pending), Failed(all), all.Count);
    }

    /// <summary>Describes the content to the workflow when nothing has happened for a long time.</summary>
    public Stalled Stalled()
    {
        var all = All;
        return new([.. Pending], Failed(all), all.Count);
    }

    private static int Failed(List<SimulatedPiece> all) => all.Count(piece => piece is { Pending: false, Written: false });
}
