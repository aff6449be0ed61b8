namespace RoadmapAgent.Tests.Unit.Domain.Workflow;

/// <summary>A piece of content of a concept in a <see cref="SimulatedContent"/>.</summary>
internal sealed class SimulatedPiece
{
    public bool Pending { get; private set; } = true;

    public bool Written { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>Ends an attempt at a pending piece.</summary>
    /// <param name="written">Whether the piece was written.</param>
    public void End(bool written) => (Pending, Written, Attempts) = (false, written, Attempts + 1);

    /// <summary>Requests a piece that has not been written again.</summary>
    public void Retry() => Pending = true;

    /// <summary>Requests the piece again, although it may have been written.</summary>
    public void Regenerate() => (Pending, Written) = (true, false);
}
