using System.Globalization;
using System.Text;
using Microsoft.Extensions.Hosting;
using RoadmapAgent.AppHost.Fleet;
using RoadmapAgent.AppHost.Lifetime;

namespace RoadmapAgent.AppHost.Control;

/// <summary>What an operator can do to the running fleet from a terminal: the commands of its resources, and its end.</summary>
/// <param name="model">The application model.</param>
/// <param name="conditions">The resources' conditions.</param>
/// <param name="commands">Executes the resources' commands.</param>
/// <param name="lifetime">Ends the application.</param>
internal sealed class ControlCommands(
    DistributedApplicationModel model,
    ResourceConditions conditions,
    ResourceCommandService commands,
    IHostApplicationLifetime lifetime)
{
    private const string Pause = "pause";
    private const string Resume = "resume";

    /// <summary>Describes every process and container.</summary>
    public ControlAnswer Status()
    {
        var latest = conditions.Latest;
        string[] absent =
        [
            .. model.Resources
                .Where(resource =>
                    resource.HasAnnotationOfType<HealthCheckAnnotation>() && latest.All(known => known.Name != resource.Name))
                .Select(resource => resource.Name),
        ];
        var isHealthy = absent.Length == 0 && latest.All(condition => condition.IsHealthy);
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"The fleet of process {Environment.ProcessId} is {(isHealthy ? "healthy" : "not healthy")}.");
        foreach (var condition in latest)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"  {condition.Name,-20} {condition.State,-20} {condition.Health}");
        }

        foreach (var problem in ResourceCondition.Problems(latest, absent))
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{problem}.");
        }

        return new(true, text.ToString());
    }

    /// <summary>Pauses the pooler.</summary>
    /// <param name="stay">Whether it stays paused until it is resumed.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task<ControlAnswer> PauseAsync(bool stay, CancellationToken cancellationToken) =>
        OfPoolerAsync(
            Pause,
            stay ? new([new() { Name = "keepPaused", InputType = InputType.Boolean, Value = "true" }]) : null,
            cancellationToken);

    /// <summary>Resumes the pooler.</summary>
    public Task<ControlAnswer> ResumeAsync(CancellationToken cancellationToken) => OfPoolerAsync(Resume, null, cancellationToken);

    /// <summary>Moves the messages that workers could not handle back to their queues.</summary>
    /// <param name="worker">The worker; null for all.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<ControlAnswer> RequeueAsync(string? worker, CancellationToken cancellationToken)
    {
        var workers = With(ErrorQueueExtensions.Command).ToList();
        var chosen = workers.Where(resource => worker is null || resource.Name.Equals(worker, StringComparison.OrdinalIgnoreCase)).ToList();
        if (chosen.Count == 0)
        {
            return new(
                false, $"The worker must be one of {string.Join(", ", workers.Select(resource => resource.Name))} (was '{worker}').");
        }

        var answers = new List<ControlAnswer>();
        foreach (var resource in chosen)
        {
            answers.Add(await ExecuteAsync(resource, ErrorQueueExtensions.Command, null, cancellationToken));
        }

        return new(
            answers.TrueForAll(answer => answer.Success),
            string.Join(Environment.NewLine, answers.Select(answer => answer.Message)));
    }

    /// <summary>Ends the application, as SIGTERM does.</summary>
    public Task StopAsync()
    {
        lifetime.StopApplication();
        return Task.CompletedTask;
    }

    private IEnumerable<IResource> With(string command) => model.Resources.Where(
        resource => resource.Annotations.OfType<ResourceCommandAnnotation>().Any(annotation => annotation.Name == command));

    private async Task<ControlAnswer> OfPoolerAsync(
        string command, InteractionInputCollection? arguments, CancellationToken cancellationToken) =>
        With(command).FirstOrDefault() is { } pooler
            ? await ExecuteAsync(pooler, command, arguments, cancellationToken)
            : new(false, $"This fleet has no pooler of its own to {command}.");

    private async Task<ControlAnswer> ExecuteAsync(
        IResource resource, string command, InteractionInputCollection? arguments, CancellationToken cancellationToken)
    {
        // One of its replicas: the command concerns what they share.
        if (conditions.Latest.FirstOrDefault(condition => condition.Name == resource.Name)?.Id is not { } id)
        {
            return new(false, $"{resource.Name} has not started.");
        }

        var result = arguments is null
            ? await commands.ExecuteCommandAsync(id, command, cancellationToken)
            : await commands.ExecuteCommandAsync(id, command, arguments, cancellationToken);
        var message = result.Success ? result.Data?.Value ?? result.Message : result.Message;
        var plain = message?.Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
        return new(result.Success, $"{resource.Name}: {plain ?? (result.Success ? "done" : "not possible now")}");
    }
}
