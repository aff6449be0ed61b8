namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>A roadmap that the API accepted, and what its owner asked for since.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The identity that created it.</param>
/// <param name="Key">The idempotency key of its creation.</param>
internal sealed record Promise(Guid Id, string Owner, string Key)
{
    /// <summary>Whether a retry or a regeneration was sent, so that it may have ended more than once.</summary>
    public bool Resumed { get; set; }

    /// <summary>Whether its deletion was sent, whatever became of the request, and no restoration was confirmed.</summary>
    public bool DeletionSent { get; set; }

    /// <summary>Whether its deletion was confirmed, and no restoration was sent.</summary>
    public bool Deleted { get; set; }
}
