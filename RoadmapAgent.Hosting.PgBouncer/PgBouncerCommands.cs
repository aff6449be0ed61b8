using System.Globalization;
using System.Text;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Hosting.PgBouncer;

namespace Aspire.Hosting;

/// <summary>Adds commands of the pooler's admin console to its resource.</summary>
public static class PgBouncerCommands
{
    private const string KeepPaused = "keepPaused";

    /// <summary>
    /// Adds the commands <c>show-pools</c>, <c>pause</c>, <c>resume</c> and <c>reconnect</c>. They need an admin user
    /// (<see cref="PgBouncerBuilderExtensions.WithAdminUser{T}"/>).
    /// </summary>
    /// <param name="builder">The pooler.</param>
    public static IResourceBuilder<T> WithConsoleCommands<T>(this IResourceBuilder<T> builder) where T : IPgBouncerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var pooler = builder.Resource;
        return builder
            .WithCommand("show-pools", "Show pools", context => RunAsync(pooler, context, Open(ShowPoolsAsync)),
                Options("Table", "Shows the clients and server connections of every alias."))
            .WithCommand("pause", "Pause", context => RunAsync(pooler, context, (console, c) => PauseAsync(pooler, console, c)),
                Pause(pooler))
            .WithCommand("resume", "Resume", context => RunAsync(pooler, context, ResumeAsync),
                Options("Play", "Lets clients use server connections again."))
            .WithCommand("reconnect", "Reconnect", context => RunAsync(pooler, context, Open(ReconnectAsync)),
                Options("ArrowSync", "Replaces every server connection as soon as it is free, for example after a failover."));
    }

    private static CommandOptions Options(string icon, string description) =>
        new() { IconName = icon, Description = description, UpdateState = OnlyWhileRunning };

    private static CommandOptions Pause(IPgBouncerResource pooler) => new()
    {
        IconName = "Pause",
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"Lets running transactions finish and makes clients wait. Resumes automatically after {Longest(pooler).TotalSeconds:0} s, "
            + $"before waiting clients would be refused, unless told to stay paused."),
        UpdateState = OnlyWhileRunning,
        Arguments = [new() { Name = KeepPaused, Label = "Stay paused until resumed", InputType = InputType.Boolean, Value = "false" }],
    };

    private static ResourceCommandState OnlyWhileRunning(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static TimeSpan Longest(IPgBouncerResource pooler) => PoolerPause.Longest(pooler.Definition.Options.QueryWaitTimeout);

    private static async Task<ExecuteCommandResult> RunAsync(
        IPgBouncerResource pooler,
        ExecuteCommandContext context,
        Func<AdminConsoleOptions, ExecuteCommandContext, Task<ExecuteCommandResult>> run)
    {
        try
        {
            var admin = pooler.Definition.AdminUser ?? throw new AdminConsoleException(
                $"The pooler '{pooler.Name}' has no admin user: add one with WithAdminUser().");
            var connectionString = await PgBouncerConnection.AdminConnectionString(pooler, admin).GetValueAsync(context.CancellationToken);
            return await run(AdminConsoleOptions.Parse(connectionString!), context);
        }
        catch (AdminConsoleException e)
        {
            return CommandResults.Failure(e.Message);
        }
    }

    private static Func<AdminConsoleOptions, ExecuteCommandContext, Task<ExecuteCommandResult>> Open(
        Func<AdminConsoleConnection, ExecuteCommandContext, Task<ExecuteCommandResult>> run) =>
        async (options, context) =>
        {
            await using var console = await AdminConsoleConnection.OpenAsync(options, context.CancellationToken);
            return await run(console, context);
        };

    private static async Task<ExecuteCommandResult> ShowPoolsAsync(AdminConsoleConnection console, ExecuteCommandContext context)
    {
        var table = new StringBuilder();
        table.Append("| alias | user | clients active | waiting | servers active | idle | longest wait |\n");
        table.Append("|---|---|---:|---:|---:|---:|---:|\n");
        foreach (var pool in await console.ShowPoolsAsync(context.CancellationToken))
        {
            table.Append(CultureInfo.InvariantCulture, $"| {pool.Database} | {pool.User} | {pool.ClientsActive} | {pool.ClientsWaiting} ");
            table.Append(
                CultureInfo.InvariantCulture, $"| {pool.ServersActive} | {pool.ServersIdle} | {pool.MaxWait.TotalSeconds:0.0} s |\n");
        }

        return CommandResults.Success("The pools.", table.ToString(), CommandResultFormat.Markdown, displayImmediately: true);
    }

    private static async Task<ExecuteCommandResult> PauseAsync(
        IPgBouncerResource pooler, AdminConsoleOptions console, ExecuteCommandContext context)
    {
        var keep = context.Arguments.TryGetByName(KeepPaused, out var argument) && bool.TryParse(argument.Value, out var value) && value;
        var longest = Longest(pooler);
        await PoolerPause.PauseAsync(console, longest, context.CancellationToken);
        if (keep)
        {
            return CommandResults.Success(
                "Paused.",
                "Paused until you run **Resume**. Clients that wait longer than `query_wait_timeout` are refused.",
                CommandResultFormat.Markdown);
        }

        _ = PoolerPause.ResumeLaterAsync(console, longest);
        return CommandResults.Success(
            "Paused.",
            string.Create(CultureInfo.InvariantCulture, $"Paused; resumes automatically in {longest.TotalSeconds:0} s."),
            CommandResultFormat.Markdown);
    }

    private static async Task<ExecuteCommandResult> ResumeAsync(AdminConsoleOptions console, ExecuteCommandContext context) =>
        await PoolerPause.ResumeAsync(console, context.CancellationToken)
            ? CommandResults.Success("Resumed.", "Clients get server connections again.", CommandResultFormat.Markdown)
            : CommandResults.Success("Nothing was paused.", "Nothing was paused.", CommandResultFormat.Markdown);

    private static async Task<ExecuteCommandResult> ReconnectAsync(AdminConsoleConnection console, ExecuteCommandContext context)
    {
        await console.ReconnectAsync(cancellationToken: context.CancellationToken);
        return CommandResults.Success(
            "Reconnecting.", "Every server connection is replaced once it is free.", CommandResultFormat.Markdown);
    }
}
