using System.Net.Http.Headers;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>A command of the same name is replaced.</summary>
    public static IResourceBuilder<T> WithCommand<T>(this IResourceBuilder<T> builder, string name, string displayName, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, CommandOptions? commandOptions = null) where T : IResource
    {
        var options = commandOptions ?? new CommandOptions();
        _ = new InteractionInputCollection(options.Arguments);
        var command = new ResourceCommandAnnotation(name, displayName, options.UpdateState ?? (_ => ResourceCommandState.Enabled), executeCommand, options.Description, options.Arguments, options.ConfirmationMessage, options.IconName, options.IconVariant, options.IsHighlighted, options.Visibility, options.ValidateArguments)
        {
            Progress = options.Progress,
        };
        if (builder.Resource.Annotations.OfType<ResourceCommandAnnotation>().SingleOrDefault(existing => existing.Name == name) is { } same) builder.Resource.Annotations.Remove(same);
        return builder.WithAnnotation(command);
    }

    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(this IResourceBuilder<TResource> builder, string path, string displayName, [EndpointName] string? endpointName = null, string? commandName = null, HttpCommandOptions? commandOptions = null) where TResource : IResourceWithEndpoints =>
        builder.WithHttpCommand(path, displayName, () => HttpEndpoint(builder.Resource, endpointName is null ? HttpSchemes : [endpointName], "HTTP command"), commandName, commandOptions);

    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(this IResourceBuilder<TResource> builder, string path, string displayName, Func<EndpointReference>? endpointSelector, string? commandName = null, HttpCommandOptions? commandOptions = null) where TResource : IResourceWithEndpoints
    {
        var endpoint = Selected(builder.Resource, endpointSelector, "HTTP command");
        var options = commandOptions ?? new HttpCommandOptions();
        options.Method ??= HttpMethod.Post;
        options.UpdateState ??= state => state.ResourceSnapshot.State?.Text is "Running" or "RuntimeUnhealthy" ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;
        builder.ApplicationBuilder.Services.AddHttpClient();
        return builder.WithCommand(
            commandName ?? $"{endpoint.Resource.Name}-{endpoint.EndpointName}-http-{options.Method.Method.ToLowerInvariant()}-{path}",
            displayName,
            context => SendAsync(endpoint, path, options, context),
            options);
    }

    private static async Task<ExecuteCommandResult> SendAsync(EndpointReference endpoint, string path, HttpCommandOptions options, ExecuteCommandContext context)
    {
        if (!endpoint.IsAllocated) return CommandResults.Failure("Endpoints are not yet allocated.");

        var client = context.Services.GetRequiredService<IHttpClientFactory>().CreateClient(options.HttpClientName ?? Options.DefaultName);
        // A person waits and can cancel; who chose a client of his own chose its time limit too.
        if (options.HttpClientName is null) client.Timeout = Timeout.InfiniteTimeSpan;
        using var request = new HttpRequestMessage(options.Method!, new UriBuilder(endpoint.Url) { Path = path }.Uri);
        if (options.PrepareRequest is { } prepare)
            await prepare(new HttpCommandRequestContext { Services = context.Services, ResourceName = context.ResourceName, Endpoint = endpoint, CancellationToken = context.CancellationToken, HttpClient = client, Arguments = context.Arguments, Request = request });
        try
        {
            using var response = await client.SendAsync(request, context.CancellationToken);
            return options.GetCommandResult is { } result
                ? await result(new HttpCommandResultContext { Services = context.Services, ResourceName = context.ResourceName, Endpoint = endpoint, CancellationToken = context.CancellationToken, HttpClient = client, Arguments = context.Arguments, Response = response })
                : await ResultOfAsync(response, options.ResultMode, context.CancellationToken);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (Exception exception)
        {
            return CommandResults.Failure(exception);
        }
    }

    private static async Task<ExecuteCommandResult> ResultOfAsync(HttpResponseMessage response, HttpCommandResultMode mode, CancellationToken cancellationToken)
    {
        var text = FormatOf(mode, response.Content.Headers.ContentType) is null ? null : await response.Content.ReadAsStringAsync(cancellationToken);
        var data = string.IsNullOrEmpty(text) ? null : new CommandResultData { Value = text, Format = FormatOf(mode, response.Content.Headers.ContentType)!.Value };
        return new ExecuteCommandResult
        {
            Success = response.IsSuccessStatusCode,
            Message = response.IsSuccessStatusCode ? null : $"Request failed with status code {response.StatusCode}",
            Data = data,
        };
    }

    private static CommandResultFormat? FormatOf(HttpCommandResultMode mode, MediaTypeHeaderValue? contentType) => mode switch
    {
        HttpCommandResultMode.None => null,
        HttpCommandResultMode.Json => CommandResultFormat.Json,
        HttpCommandResultMode.Text => CommandResultFormat.Text,
        _ => contentType?.MediaType?.ToLowerInvariant() switch
        {
            null or "" => null,
            "application/json" => CommandResultFormat.Json,
            var type when type.EndsWith("+json", StringComparison.Ordinal) => CommandResultFormat.Json,
            "application/xml" or "application/x-www-form-urlencoded" => CommandResultFormat.Text,
            var type when type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("+xml", StringComparison.Ordinal) => CommandResultFormat.Text,
            _ => null,
        },
    };
}
