using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>The development of the fleet's numbers over time, oldest first, as columns.</summary>
/// <param name="At">The times of the samples.</param>
/// <param name="Series">The numbers of the whole fleet, under an empty name, and of every service.</param>
internal sealed record FleetHistory(
    IReadOnlyList<DateTimeOffset> At, IReadOnlyDictionary<string, FleetHistory.Numbers> Series)
{
    /// <summary>The name of the whole fleet.</summary>
    public const string Fleet = "";

    /// <summary>The numbers of the fleet or a service; null where they were not known.</summary>
    /// <param name="Limit">Its share of the connections.</param>
    /// <param name="Backends">PostgreSQL backends.</param>
    /// <param name="Waiting">Clients waiting for a server connection.</param>
    /// <param name="Messages">Messages waiting in its queue; for the fleet, in all queues and the outbox.</param>
    public sealed record Numbers(
        long Limit, IReadOnlyList<long?> Backends, IReadOnlyList<long?> Waiting, IReadOnlyList<long?> Messages);

    /// <summary>Selects the numbers from samples. Pure.</summary>
    /// <param name="samples">The samples, oldest first.</param>
    public static FleetHistory Of(IReadOnlyList<ConnectionSample> samples)
    {
        var last = samples.Count > 0 ? samples[^1] : null;
        var series = new Dictionary<string, Numbers>
        {
            [Fleet] = new(
                last?.Server.Available ?? 0,
                [.. samples.Select(sample => (long?)sample.Server.Backends)],
                [.. samples.Select(sample => sample.Pooler?.Waiting)],
                [.. samples.Select(sample => sample.Queues?.Sum(queue => queue.Waiting) + sample.Messages.Backlog)]),
        };
        foreach (var service in last?.Services ?? [])
        {
            var rows = samples.Select(sample => sample.Services.FirstOrDefault(s => s.Service == service.Service)).ToList();
            series[service.Service] = new(
                service.Share,
                [.. rows.Select(row => (long?)row?.Backends)],
                [.. rows.Select(row => row?.Waiting)],
                [.. samples.Select(sample => sample.Queues?.FirstOrDefault(queue => queue.Service == service.Service)?.Waiting)]);
        }

        return new([.. samples.Select(sample => sample.At)], series);
    }
}
