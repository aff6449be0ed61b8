using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public enum ResourceCommandState { Enabled, Disabled, Hidden }

[Flags]
public enum ResourceCommandVisibility { None = 0, UI = 1, Api = 2 }

public static class KnownResourceCommands
{
    public static readonly string StartCommand = "start";
    public static readonly string StopCommand = "stop";
    public static readonly string RestartCommand = "restart";
    public static readonly string RebuildCommand = "rebuild";
    public static readonly string SetParameterCommand = "set-parameter";
    public static readonly string DeleteParameterCommand = "delete-parameter";
}

public sealed class ResourceCommandAnnotation : IResourceAnnotation
{
    public ResourceCommandAnnotation(string name, string displayName, Func<UpdateCommandStateContext, ResourceCommandState> updateState, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, string? displayDescription, IReadOnlyList<InteractionInput>? arguments, string? confirmationMessage, string? iconName, IconVariant? iconVariant, bool isHighlighted, ResourceCommandVisibility visibility = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api, Func<InputsDialogValidationContext, Task>? validateArguments = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(displayName);
        ArgumentNullException.ThrowIfNull(updateState);
        ArgumentNullException.ThrowIfNull(executeCommand);
        (Name, DisplayName, UpdateState, ExecuteCommand, DisplayDescription) = (name, displayName, updateState, executeCommand, displayDescription);
        (ConfirmationMessage, IconName, IconVariant, IsHighlighted, Visibility) = (confirmationMessage, iconName, iconVariant, isHighlighted, visibility);
        (Arguments, ValidateArguments) = (arguments ?? [], validateArguments);
    }

    public string Name { get; }
    public string DisplayName { get; }
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; }
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; }
    public string? DisplayDescription { get; }
    public IReadOnlyList<InteractionInput> Arguments { get; }
    public Func<InputsDialogValidationContext, Task>? ValidateArguments { get; }
    public string? ConfirmationMessage { get; }
    public string? IconName { get; }
    public IconVariant? IconVariant { get; }
    public bool IsHighlighted { get; }
    public ResourceCommandVisibility Visibility { get; }
    public CommandProgressOptions? Progress { get; internal init; }
}

public sealed class UpdateCommandStateContext
{
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    public required IServiceProvider Services { get; init; }
}

public sealed class ExecuteCommandContext
{
    public required IServiceProvider Services { get; init; }

    public required string ResourceName { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public required ILogger Logger { get; init; }

    public required InteractionInputCollection Arguments { get; init; }
}

public class CommandOptions
{
    public string? Description { get; set; }
    public IReadOnlyList<InteractionInput> Arguments { get; set; } = [];
    public Func<InputsDialogValidationContext, Task>? ValidateArguments { get; set; }
    public ResourceCommandVisibility Visibility { get; set; } = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api;
    public string? ConfirmationMessage { get; set; }
    public string? IconName { get; set; }
    public IconVariant? IconVariant { get; set; }
    public bool IsHighlighted { get; set; }
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
    public CommandProgressOptions? Progress { get; set; }
}

public sealed class CommandProgressOptions
{
    public string? Title { get; set; }

    public string? Message { get; set; }

    public bool HideCancelButton { get; set; }
}
