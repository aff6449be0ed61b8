using System.CommandLine;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.Settings;
using RoadmapAgent.Hosting.ConnectionBudget;

namespace RoadmapAgent.AppHost.Fleet;

/// <summary>
/// The command <c>budget [--what-if Fleet:…=value]… [--json] [--Fleet:…=value]…</c>: prints the connection budget of the configured fleet,
/// before and after the requested changes. Starts nothing.
/// </summary>
/// <param name="builder">The application.</param>
/// <param name="changes">The requested changes, such as <c>Fleet:Services:content:Replicas=20</c>.</param>
/// <param name="json">Whether to print JSON.</param>
internal sealed class BudgetVerb(IDistributedApplicationBuilder builder, IReadOnlyList<string> changes, bool json)
{
    /// <summary>Its name.</summary>
    public const string Verb = "budget";

    private const string WhatIf = "--what-if";
    private const string Json = "--json";
    private const string ServersKey = $"{FleetDescription.Section}:{nameof(FleetOptions.Servers)}";

    /// <summary>
    /// If the AppHost was started with the command, takes its options out of the settings. The servers are then containers, which needs
    /// neither installed programs nor a container runtime and gives the same sums.
    /// </summary>
    /// <exception cref="FleetException">An argument is invalid.</exception>
    public static void AddIfRequested(IDistributedApplicationBuilder builder)
    {
        if (Assembly.GetEntryAssembly() == typeof(BudgetVerb).Assembly && Environment.GetCommandLineArgs() is [_, Verb, .. var arguments])
        {
            var (settings, changes, json) = Read(arguments);
            Configure(builder.Configuration, settings);
            builder.Services.AddSingleton(new BudgetVerb(builder, changes, json));
        }
    }

    /// <summary>Prints the budget.</summary>
    /// <param name="output">The destination.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The exit code: 0 if the budget holds (after the changes, if any), otherwise 1.</returns>
    /// <exception cref="FleetException">A service uses the database without declaring limits, or a change is invalid.</exception>
    public async Task<int> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var model = new DistributedApplicationModel(builder.Resources);
        UndeclaredServices.Refuse(model);
        UnknownServices.Refuse(model, Changed(builder.Configuration, changes));
        ParameterNames.RefuseUnknown(model, FleetConfiguration.Read(builder.Configuration), builder.Configuration);
        var budget = model.Resources.OfType<ConnectionBudgetResource>().Single();
        var before = (await budget.CheckAsync(model, builder.ExecutionContext, cancellationToken)).Single();
        var after = changes.Count == 0 ? before.Result : Change(before.Server.Fleet, builder.Configuration, changes);
        await output.WriteLineAsync(Text(before.Result, after));
        return after.Holds ? 0 : 1;
    }

    internal static (IReadOnlyList<string> Settings, IReadOnlyList<string> Changes, bool Json) Read(string[] arguments)
    {
        var whatIf = new Option<string[]>(WhatIf) { Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>(Json);
        // The settings of the fleet are not options of the command; the configuration reads them.
        var parsed = new Command(Verb) { Options = { whatIf, json }, TreatUnmatchedTokensAsErrors = false }.Parse(arguments);
        var changes = parsed.GetValue(whatIf) ?? [];
        if (parsed.GetResult(whatIf) is { } given && given.IdentifierTokenCount > changes.Length)
        {
            changes = [.. changes, ""];
        }

        if (Array.Find(changes, change => !IsSetting(change)) is { } incomplete)
        {
            throw new FleetException(
                $"{WhatIf} must be followed by a setting of the fleet and its value, such as Fleet:Services:content:Replicas=20 "
                + $"(was '{incomplete}').");
        }

        return (parsed.UnmatchedTokens, changes, parsed.GetValue(json));
    }

    /// <summary>
    /// Computes the budget after changes to the settings. What the application model says besides them, such as replicas that AppHost.cs
    /// has changed, stays.
    /// </summary>
    internal static BudgetResult Change(FleetDescription fleet, IConfiguration configuration, IEnumerable<string> changes)
    {
        var (was, becomes) = (FleetConfiguration.Read(configuration), FleetConfiguration.Read(Changed(configuration, changes)));
        return ConnectionBudget.Check(becomes with
        {
            Services = [.. fleet.Services.Select(service => Resize(service, Sizes(was, service), Sizes(becomes, service)))],
            Pooler = becomes.Pooler with { OpenFileLimit = becomes.Pooler.OpenFileLimit ?? fleet.Pooler.OpenFileLimit },
        });
    }

    private static bool IsSetting(string change) =>
        change.StartsWith($"{FleetDescription.Section}:", StringComparison.OrdinalIgnoreCase)
        && change.Contains('=', StringComparison.Ordinal);

    private static IConfiguration Changed(IConfiguration configuration, IEnumerable<string> changes) =>
        new ConfigurationBuilder().AddConfiguration(configuration).AddCommandLine([.. changes]).Build();

    private static ServiceDescription? Sizes(FleetOptions fleet, ServiceDescription service) =>
        fleet.Services.FirstOrDefault(sizes => sizes.Name.Equals(service.Name, StringComparison.OrdinalIgnoreCase));

    private static ServiceDescription Resize(ServiceDescription service, ServiceDescription? was, ServiceDescription? becomes) =>
        was is null || becomes is null
            ? service
            : becomes with
            {
                Replicas = service.Replicas == was.Replicas ? becomes.Replicas : service.Replicas,
                Share = service.Share == was.Share ? becomes.Share : service.Share,
                Reserve = service.Reserve == was.Reserve ? becomes.Reserve : service.Reserve,
            };

    private static void Configure(ConfigurationManager configuration, IReadOnlyList<string> settings)
    {
        foreach (var source in configuration.Sources.OfType<CommandLineConfigurationSource>().ToList())
        {
            configuration.Sources.Remove(source);
        }

        configuration.AddCommandLine([.. settings]);
        var servers = configuration[ServersKey];
        if (servers is null || (Choice.TryParse<ServerMode>(servers, out var mode) && mode != ServerMode.Hosted))
        {
            configuration[ServersKey] = nameof(ServerMode.Containers);
        }
    }

    private string Text(BudgetResult before, BudgetResult after) => (changes.Count > 0, json) switch
    {
        (false, true) => BudgetReport.ToJson(before),
        (false, false) => BudgetReport.ToText(before),
        (true, true) => BudgetReport.ToJson(before, after),
        (true, false) => BudgetReport.Compare(before, after),
    };
}
