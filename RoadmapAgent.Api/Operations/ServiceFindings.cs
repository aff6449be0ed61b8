using System.Globalization;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Data.Operations;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Api.Operations;

/// <summary>Checks the services: their processes, their backends, and how long their clients wait.</summary>
internal static class ServiceFindings
{
    private static readonly TimeSpan DegradedWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UnhealthyWait = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A process that is restarted is missing for a moment, and one that was killed is counted together with its successor until its
    /// heartbeat is 40 s old. After an interruption of the database or the pooler, all processes need some time to report again.
    /// </summary>
    public static readonly TimeSpan Transition = TimeSpan.FromMinutes(1);

    /// <summary>Returns the findings about all services.</summary>
    /// <param name="sample">The measurement.</param>
    /// <param name="fleet">The declared fleet.</param>
    /// <param name="history">The samples before, oldest first.</param>
    /// <param name="countsProcesses">
    /// Whether processes can be counted: they report through the pooler, and none of them could while it let nobody through.
    /// </param>
    public static IEnumerable<Finding> Of(
        ConnectionSample sample, FleetDescription fleet, IReadOnlyList<ConnectionSample> history, bool countsProcesses) =>
    [
        .. sample.Services.SelectMany(service => countsProcesses ? Processes(service, fleet, sample.At, history) : []),
        .. sample.Services.SelectMany(Backends),
        .. sample.Services.SelectMany(service => Waits(service, sample.At, history)),
    ];

    private static IEnumerable<Finding> Processes(
        ServiceSample service, FleetDescription fleet, DateTimeOffset at, IReadOnlyList<ConnectionSample> history)
    {
        var (name, declared, live) = (service.Service, service.DeclaredProcesses, service.Processes);
        var peak = fleet.Peak(fleet.Services.First(s => s.Name == name));
        if (live > declared && Lasts(s => s.Processes > s.DeclaredProcesses))
        {
            yield return new(
                live > peak ? FindingLevel.Unhealthy : FindingLevel.Degraded,
                name,
                FindingKind.SurplusProcesses,
                $"{name} runs in {FindingText.Count(live, "process")}, but {declared} {(declared == 1 ? "was" : "were")} declared "
                + $"(up to {peak} during a deployment).");
        }

        if (live < declared && Lasts(s => s.Processes < s.DeclaredProcesses))
        {
            yield return new(
                live == 0 ? FindingLevel.Unhealthy : FindingLevel.Degraded,
                name,
                FindingKind.MissingProcesses,
                live == 0
                    ? $"{name} does not run: none of its processes reports."
                    : $"{name} runs in {FindingText.Count(live, "process")}, but {declared} were declared.");
        }

        if (service.LostProcesses > 0 && Lasts(_ => true))
        {
            yield return new(
                FindingLevel.Degraded,
                name,
                FindingKind.LostProcess,
                $"{FindingText.Count(service.LostProcesses, "process")} of {name} stopped reporting in the last two minutes, "
                + $"without an orderly end; {live} of {declared} {(live == 1 ? "reports" : "report")}.");
        }

        bool Lasts(Func<ServiceSample, bool> state) => History.Lasts(
            history, at, Transition, earlier => earlier.Services.Any(s => s.Service == name && state(s)));
    }

    private static IEnumerable<Finding> Backends(ServiceSample service)
    {
        // An elastic share that shrinks keeps its backends until their transactions end.
        var most = service.MaximumShare ?? service.Share;
        if (service.Backends > most)
        {
            yield return new(
                FindingLevel.Unhealthy,
                service.Service,
                FindingKind.ShareExceeded,
                $"{service.Service} has {service.Backends} backends, but its share is {most}.");
        }
    }

    /// <summary>
    /// The pooler refuses a client that has waited for <c>query_wait_timeout</c>, and with it forgets how long: the client asks again, and
    /// the longest wait begins at zero. So the longest of that time counts, for as long as somebody is waiting.
    /// </summary>
    private static IEnumerable<Finding> Waits(ServiceSample service, DateTimeOffset at, IReadOnlyList<ConnectionSample> history)
    {
        if (service is not { Waiting: > 0, LongestWaitSeconds: { } now })
        {
            yield break;
        }

        var before = from sample in history
                     where at - sample.At <= TimeSpan.FromSeconds(DatabaseOptions.QueryWaitTimeout)
                     from earlier in sample.Services
                     where earlier.Service == service.Service
                     select earlier.LongestWaitSeconds ?? 0;
        var wait = before.Append(now).Max();
        if (wait >= DegradedWait.TotalSeconds)
        {
            yield return new(
                wait >= UnhealthyWait.TotalSeconds ? FindingLevel.Unhealthy : FindingLevel.Degraded,
                service.Service,
                FindingKind.LongWait,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A client of {service.Service} has waited {wait:0.0} s for a server connection; {service.Waiting} are waiting."));
        }
    }
}
