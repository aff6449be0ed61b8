namespace RoadmapAgent.Connections.Elastic;

/// <summary>What the pooler says about the share of a service.</summary>
/// <param name="Size">The limit that is in effect, in server connections; read before the other numbers.</param>
/// <param name="Connections">Server connections of any state.</param>
/// <param name="Active">Server connections that execute a transaction.</param>
/// <param name="Waiting">Clients waiting for a server connection.</param>
/// <param name="LongestWait">How long the first of them has been waiting.</param>
public readonly record struct ElasticReading(int Size, int Connections, int Active, int Waiting, TimeSpan LongestWait)
{
    /// <summary>
    /// Whether clients wait although every connection is there that the size allows. While connections are being opened, while the pooler
    /// is paused and while the server is down, a larger size would not help them.
    /// </summary>
    public bool IsFull => Waiting > 0 && Connections >= Size;

    /// <summary>The connections that its clients would use now.</summary>
    internal int Demand => IsFull ? (int)Math.Min(int.MaxValue, (long)Active + Waiting) : Active;

    /// <summary>
    /// The most connections there can be until the next reading: a pooler opens none above the size, and closes those above it only when
    /// their transactions have ended.
    /// </summary>
    internal int Committed => Math.Max(Size, Connections);
}
