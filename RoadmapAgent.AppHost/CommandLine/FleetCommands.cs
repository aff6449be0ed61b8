using System.CommandLine;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Fleet;
using RoadmapAgent.AppHost.Lifetime;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.AppHost.CommandLine;

/// <summary>What the AppHost's command line asks for besides starting the fleet.</summary>
internal static class FleetCommands
{
    private const string Help = "help";
    private const string Requeue = "requeue";

    private static readonly string[] HelpOptions = ["--help", "-h", "-?", "/?"];

    private static readonly Option<bool> Stay = new("--stay");

    /// <summary>The commands that are sent to a running fleet. Settings, which say which one, are not options of theirs.</summary>
    private static readonly Command[] OfRunningFleet =
    [
        new("status"), new("pause") { Stay }, new("resume"), new(Requeue), new("stop"),
    ];

    private static IEnumerable<string> Names => [BudgetVerb.Verb, .. OfRunningFleet.Select(command => command.Name), Help];

    /// <summary>Checks the command line, and executes its command unless that needs the application.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>Whether there is nothing left to do.</returns>
    /// <exception cref="FleetException">An argument is unknown or incomplete.</exception>
    public static async Task<bool> ExecuteAsync(string[] arguments)
    {
        FleetExit.ReportRefusals();
        if (arguments is [Help, ..] || arguments.Any(HelpOptions.Contains))
        {
            Console.Write(Usage.Text);
            return true;
        }

        if (arguments is not [var name, .. var others] || !IsWord(name))
        {
            Switches.Check(arguments);
            return false;
        }

        if (name == BudgetVerb.Verb)
        {
            Switches.Check(BudgetVerb.Read(others).Settings);
            return false;
        }

        var command = Array.Find(OfRunningFleet, command => command.Name == name) ?? throw new FleetException(Unknown(name));
        Environment.ExitCode = await ExecuteAsync(command, others);
        return true;
    }

    private static async Task<int> ExecuteAsync(Command command, string[] arguments)
    {
        // An argument of the command would be confused with the value of a setting, so it stands first.
        var worker = command.Name == Requeue && arguments is [var first, ..] && IsWord(first) ? first : null;
        command.TreatUnmatchedTokensAsErrors = false;
        var parsed = command.Parse(worker is null ? arguments : arguments[1..]);
        Switches.Check(parsed.UnmatchedTokens);
        var configuration = DistributedApplication.CreateBuilder([.. parsed.UnmatchedTokens]).Configuration;
        KnownSettings.Check(configuration);
        var client = new ControlClient(FleetConfiguration.Read(configuration).DataDirectory);
        var answer = command.Name switch
        {
            "status" => await client.SendAsync(HttpMethod.Get, "status"),
            "pause" => await client.SendAsync(HttpMethod.Post, parsed.GetValue(Stay) ? "pause?stay=true" : "pause"),
            Requeue when worker is not null =>
                await client.SendAsync(HttpMethod.Post, $"requeue?worker={Uri.EscapeDataString(worker)}"),
            "stop" => await client.StopAsync(),
            var other => await client.SendAsync(HttpMethod.Post, other),
        };
        await (answer.Success ? Console.Out : Console.Error).WriteLineAsync(answer.Message);
        return answer.Success ? 0 : 1;
    }

    private static string Unknown(string name) => NearestNames.Of(name, Names) is { Count: > 0 } near
        ? $"'{name}' is not a command. Did you mean {string.Join(" or ", near)}?"
        : $"'{name}' is not a command. The commands are {string.Join(", ", Names)}.";

    private static bool IsWord(string argument) =>
        argument is not (['-' or '/', ..] or []) && !argument.Contains('=', StringComparison.Ordinal);
}
