using System.Globalization;
using System.Text;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Api.Operations;

/// <summary>Writes the state of the fleet as plain text, for a terminal.</summary>
internal static class SampleText
{
    /// <summary>Writes a sample, its age, whether it is stale, and the findings.</summary>
    public static string Of(ConnectionSample sample, FleetState state)
    {
        var text = new StringBuilder();
        var server = sample.Server;
        text.AppendLine(Age(sample, state))
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"PostgreSQL {server.Backends} of {server.MaxConnections} connections, {server.Available} for the services")
            .AppendLine(sample.Pooler is { } pooler ? Of(pooler) : "No managed pooler")
            .AppendLine()
            .AppendLine("service      processes  backends  share  active  clients  allowed  waiting");
        foreach (var s in sample.Services)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{s.Service,-12} {s.Processes,4} of {s.DeclaredProcesses,-3} {Number(s.Backends),8}  {s.Share,5}  ")
                .AppendLine(
                    CultureInfo.InvariantCulture,
                    $"{Number(s.Active),6}  {Number(s.Clients),7}  {s.MaxClients,7}  {Number(s.Waiting),7}");
        }

        foreach (var s in sample.Services.Where(s => s.MaximumShare is not null))
        {
            text.AppendLine(
                CultureInfo.InvariantCulture, $"{s.Service,-12} elastic share {s.Share}, from {s.MinimumShare} to {s.MaximumShare}");
        }

        foreach (var f in sample.Unattributed ?? [])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{"(unknown)",-12} {"",11} {f.Count,8}  {f.Role} {f.Application}");
        }

        foreach (var f in sample.Foreign)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{"(foreign)",-12} {"",11} {f.Count,8}  {f.Role} {f.Application}");
        }

        AddQueues(text, sample);
        text.AppendLine();
        foreach (var finding in state.Findings)
        {
            text.AppendLine($"{finding.Level}: {finding.Message}");
        }

        return state.Findings.Count == 0 ? text.AppendLine("No findings.").ToString() : text.ToString();
    }

    private static void AddQueues(StringBuilder text, ConnectionSample sample)
    {
        text.AppendLine().AppendLine("queue                 waiting  consumers   failed");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{"(outbox)",-20} {sample.Messages.Backlog,8}  {"",9} {sample.Messages.Poisoned,8}");
        foreach (var queue in sample.Queues ?? [])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{queue.Queue,-20} {queue.Waiting,8}  {queue.Consumers,9} {queue.Failed,8}");
        }
    }

    private static string Age(ConnectionSample sample, FleetState state) => string.Create(
        CultureInfo.InvariantCulture,
        $"Measured {FindingText.Age(TimeSpan.FromSeconds(state.AgeSeconds ?? 0))} ago, at {sample.At:u}.")
        + (state.IsStale ? " Stale: these numbers do not describe the present." : "");

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Of(PoolerSample pooler) => string.Create(
        CultureInfo.InvariantCulture,
        $"PgBouncer {pooler.Clients} of {pooler.MaxClients} clients, {pooler.Waiting} waiting, longest {pooler.LongestWaitSeconds:0.0} s");
}
