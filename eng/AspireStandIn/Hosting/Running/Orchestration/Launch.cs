using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>How an instance's program is called: its command, arguments and environment.</summary>
internal static class Launch
{
    /// <exception cref="DistributedApplicationException">A value cannot be resolved, or the project's program is not known.</exception>
    public static async Task<ChildStart> OfAsync(ResourceInstance instance, DistributedApplicationOptions options, DistributedApplicationExecutionContext context, ResourceLog log, CancellationToken cancellationToken)
    {
        var resource = instance.Owner.Resource;
        var configuration = await ExecutionConfigurationBuilder.Create(resource).WithArgumentsConfig().WithEnvironmentVariablesConfig().BuildAsync(context, log, cancellationToken);
        if (configuration.Exception is { } failure) throw new DistributedApplicationException($"The configuration of resource '{resource.Name}' cannot be resolved: {string.Join(" ", (failure as AggregateException)?.InnerExceptions.Select(inner => inner.Message) ?? [failure.Message])}", failure);

        var templates = instance.Owner.Templates(instance);
        var arguments = configuration.Arguments.Select(argument => Filled(argument.Value, templates));
        var environment = configuration.EnvironmentVariables.ToDictionary(pair => pair.Key, pair => (string?)Filled(pair.Value, templates));
        return resource is ProjectResource project
            ? OfProject(project, options, [.. arguments], environment, log)
            : new ChildStart(((ExecutableResource)resource).Command, [.. arguments], ((ExecutableResource)resource).WorkingDirectory, environment, log.Write);
    }

    private static ChildStart OfProject(ProjectResource project, DistributedApplicationOptions options, string[] arguments, Dictionary<string, string?> environment, ResourceLog log)
    {
        var metadata = project.GetProjectMetadata();
        var name = Path.GetFileNameWithoutExtension(metadata.ProjectPath);
        var program = options.Metadata($"standin-target:{name}")
            ?? throw new DistributedApplicationException($"The AppHost was not built with the project '{name}' of resource '{project.Name}': reference it from the AppHost's project.");
        if (!File.Exists(program)) throw new DistributedApplicationException($"The program of resource '{project.Name}' has not been built: '{program}' does not exist.");

        string[] own = project.EffectiveLaunchProfile()?.Profile.CommandLineArgs is { Length: > 0 } line ? Words(line) : [];
        return new ChildStart("dotnet", [program, .. own, .. arguments], Path.GetDirectoryName(metadata.ProjectPath)!, environment, log.Write);
    }

    private static string Filled(string value, IReadOnlyDictionary<string, string> templates) =>
        value.Contains("{{-", StringComparison.Ordinal) ? templates.Aggregate(value, (text, template) => text.Replace(template.Key, template.Value, StringComparison.Ordinal)) : value;

    /// <summary>A launch profile's arguments: separated by blanks, which quotes protect.</summary>
    private static string[] Words(string line)
    {
        var (words, word, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var character in line + " ")
        {
            if (character == '"') quoted = !quoted;
            else if (quoted || !char.IsWhiteSpace(character)) word.Append(character);
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
        return [.. words];
    }
}
