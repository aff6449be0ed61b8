using RoadmapAgent.AppHost.Fleet;
using RoadmapAgent.Connections.Settings;

namespace RoadmapAgent.AppHost.Commands;

/// <summary>What the AppHost's command line asks for besides starting the fleet.</summary>
internal static class FleetCommands
{
    private static readonly string[] HelpNames = ["--help", "-h", "-?", "/?", "help"];

    private static readonly string[] Names = [BudgetVerb.Verb, "help"];

    /// <summary>Checks the command line, and executes its command unless that needs the application.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>Whether there is nothing left to do.</returns>
    /// <exception cref="FleetException">An argument is unknown or incomplete.</exception>
    public static bool Execute(string[] arguments)
    {
        FleetExit.ReportRefusals();
        if (arguments is ["help", ..] || arguments.Any(HelpNames[..^1].Contains))
        {
            Console.Write(Usage.Text);
            return true;
        }

        if (arguments is [var command, ..] && IsWord(command) && !Names.Contains(command))
        {
            throw new FleetException(NearestNames.Of(command, Names) is { Count: > 0 } near
                ? $"'{command}' is not a command. Did you mean {string.Join(" or ", near)}?"
                : $"'{command}' is not a command. The commands are {string.Join(", ", Names)}.");
        }

        Switches.Check(arguments is [BudgetVerb.Verb, .. var others] ? BudgetVerb.Read(others).Settings : arguments);
        return false;
    }

    private static bool IsWord(string argument) =>
        argument is not (['-' or '/', ..] or []) && !argument.Contains('=', StringComparison.Ordinal);
}
