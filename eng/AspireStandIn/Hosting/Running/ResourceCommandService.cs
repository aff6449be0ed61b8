using Aspire.Hosting.Running;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services) =>
        (_notifications, _loggers, _services) = (notifications, loggers, services);

    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resourceId, commandName, new InteractionInputCollection([]), cancellationToken);

    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default) =>
        _notifications.TryGetCurrentState(resourceId, out var known)
            ? await ExecuteAsync(known.Resource, known.ResourceId, commandName, arguments, cancellationToken)
            : CommandResults.Failure($"Resource '{resourceId}' not found.");

    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resource, commandName, new InteractionInputCollection([]), cancellationToken);

    /// <summary>Of every instance; it failed if it failed for any.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default)
    {
        var ids = resource.InstanceIds();
        var results = await Task.WhenAll(ids.Select(id => ExecuteAsync(resource, id, commandName, arguments, cancellationToken)));
        if (results is [var only]) return only;

        var failures = ids.Zip(results).Where(pair => !pair.Second.Success && !pair.Second.Canceled).ToArray();
        if (failures.Length > 0) return CommandResults.Failure($"{failures.Length} command executions failed.{Environment.NewLine}{string.Join(Environment.NewLine, failures.Select(failure => $"Resource '{failure.First}' failed with error message: {failure.Second.Message}"))}");
        return results.Any(result => result.Canceled) ? CommandResults.Canceled() : new ExecuteCommandResult { Success = true, Data = results.FirstOrDefault(result => result.Data is not null)?.Data };
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(IResource resource, string resourceId, string commandName, InteractionInputCollection given, CancellationToken cancellationToken)
    {
        var logger = _loggers.GetLogger(resourceId);
        logger.LogInformation("Executing command '{CommandName}'.", commandName);
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>().SingleOrDefault(annotation => string.Equals(annotation.Name, commandName, StringComparison.OrdinalIgnoreCase));
        if (command is null) return CommandResults.Failure($"Command '{commandName}' not available for resource '{resource.Name}'.");

        try
        {
            var arguments = Arguments(command, given);
            if (!await AreValidAsync(command, arguments, cancellationToken)) return CommandResults.Failure("Command argument validation failed.");

            var result = await command.ExecuteCommand(new ExecuteCommandContext { ResourceName = resourceId, Services = _services, CancellationToken = cancellationToken, Logger = logger, Arguments = arguments });
            if (result.Success) logger.LogInformation("Successfully executed command '{CommandName}'.", commandName);
            else if (!result.Canceled) logger.LogInformation("Failure executing command '{CommandName}'. Error message: {ErrorMessage}", commandName, result.Message);
            return result;
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Error executing command '{CommandName}'.", commandName);
            return CommandResults.Failure(exception);
        }
    }

    /// <summary>The command's own arguments with the values that were given; each execution has its own.</summary>
    private static InteractionInputCollection Arguments(ResourceCommandAnnotation command, InteractionInputCollection given) => new(
    [
        .. command.Arguments.Select(argument => new InteractionInput
        {
            Name = argument.Name,
            InputType = argument.InputType,
            Label = argument.Label,
            Description = argument.Description,
            Required = argument.Required,
            Options = argument.Options,
            MaxLength = argument.MaxLength,
            AllowCustomChoice = argument.AllowCustomChoice,
            Disabled = argument.Disabled,
            Value = given.TryGetByName(argument.Name, out var value) ? value.Value : argument.Value,
        }),
    ]);

    private async Task<bool> AreValidAsync(ResourceCommandAnnotation command, InteractionInputCollection arguments, CancellationToken cancellationToken)
    {
        var context = new InputsDialogValidationContext { Inputs = arguments, CancellationToken = cancellationToken, Services = _services };
        foreach (var missing in arguments.Where(argument => argument.Required && string.IsNullOrEmpty(argument.Value))) context.AddValidationError(missing, "Value is required.");
        if (command.ValidateArguments is { } validate) await validate(context);
        return !context.HasErrors;
    }
}
