using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>
/// The command <c>budget [--what-if Fleet:…=value]… [--json] [--Fleet:…=value]…</c>: prints the connection budget of the configured fleet,
/// before and after the requested changes. Starts nothing.
/// </summary>
internal static class BudgetVerb
{
    private const string WhatIf = "--what-if";
    private const string Json = "--json";

    /// <summary>Prints the budget.</summary>
    /// <param name="args">The arguments after the verb.</param>
    /// <param name="compose">Adds the application's resources.</param>
    /// <param name="output">The destination.</param>
    /// <returns>0 if the budget holds (after the changes, if any), otherwise 1.</returns>
    /// <exception cref="FleetException">An argument or a setting is invalid.</exception>
    public static int Run(string[] args, Action<IDistributedApplicationBuilder> compose, TextWriter output)
    {
        var (settings, changes, json) = Read(args);
        var before = Check(settings, compose);
        var after = changes.Count == 0 ? before : Check([.. settings, .. changes.Select(change => $"--{change}")], compose);
        output.WriteLine((changes.Count == 0, json) switch
        {
            (true, true) => BudgetReport.ToJson(before),
            (true, false) => BudgetReport.ToText(before),
            (false, true) => BudgetReport.ToJson(before, after),
            (false, false) => BudgetReport.Compare(before, after),
        });
        return after.Holds ? 0 : 1;
    }

    private static (List<string> Settings, List<string> Changes, bool Json) Read(string[] args)
    {
        var (settings, changes) = (new List<string>(), new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == WhatIf)
            {
                changes.Add(++i < args.Length && args[i].Contains('=', StringComparison.Ordinal)
                    ? args[i]
                    : throw new FleetException(
                        $"{WhatIf} must be followed by a setting and its value, such as Fleet:Services:content:Replicas=20 "
                        + $"(was '{args.ElementAtOrDefault(i)}')."));
            }
            else if (args[i] != Json)
            {
                settings.Add(args[i]);
            }
        }

        return (settings, changes, args.Contains(Json));
    }

    /// <summary>
    /// Composes the fleet with containers, which needs neither installed programs nor a container runtime and gives the same sums.
    /// </summary>
    private static BudgetResult Check(List<string> settings, Action<IDistributedApplicationBuilder> compose)
    {
        var hosted = settings.Exists(setting => setting.Equals("--Fleet:Servers=Hosted", StringComparison.OrdinalIgnoreCase));
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = [.. settings, .. hosted ? Array.Empty<string>() : ["--Fleet:Servers=Containers"]],
            DisableDashboard = true,
        });
        compose(builder);
        return ConnectionBudgetExtensions.Check(FleetConfiguration.Read(builder.Configuration), new(builder.Resources));
    }
}
