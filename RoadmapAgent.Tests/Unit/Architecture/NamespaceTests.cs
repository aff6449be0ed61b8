using System.Text.RegularExpressions;

namespace RoadmapAgent.Tests.Unit.Architecture;

/// <summary>The namespaces of a project have no cyclic dependencies, so each can be understood without those that use it.</summary>
public sealed partial class NamespaceTests
{
    public static TheoryData<string> Projects => [.. Sources.Projects.Where(project => project != "Tests")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespaces_have_no_cyclic_dependencies(string project)
    {
        var files = Sources.Of(project).Select(SourceFile.Read).OfType<SourceFile>().ToList();
        var types = files.ToLookup(file => file.Namespace, file => file.Types);
        var uses = files.GroupBy(file => file.Namespace).ToDictionary(
            group => group.Key,
            group =>
                group.SelectMany(
                    file =>
                        types.Where(
                            other =>
                                other.Key != file.Namespace && file.Sees(other.Key) && other.SelectMany(names => names).Any(file.Mentions))
                            .Select(other => other.Key))
                    .ToHashSet());

        foreach (var start in uses.Keys)
        {
            Assert.False(Reachable(start, uses).Contains(start), $"{start} uses itself by way of {string.Join(", ", uses[start])}.");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_is_named_after_its_only_type_and_its_folder_matches_the_namespace(string project) => Assert.All(
        Sources.Of(project).Where(path => SourceFile.Read(path) is not null), path =>
        {
            var file = SourceFile.Read(path)!;
            Assert.Equal(Path.GetFileNameWithoutExtension(path), Assert.Single(file.Types));
            var folder = Path.GetDirectoryName(Path.GetRelativePath(Sources.Root, path))!.Replace(Path.DirectorySeparatorChar, '.');
            Assert.True(
                file.Namespace == folder || file.Namespace is "Aspire.Hosting" or "Microsoft.Extensions.Hosting",
                $"{path} is in the namespace {file.Namespace}.");
        });

    private static HashSet<string> Reachable(string start, Dictionary<string, HashSet<string>> uses)
    {
        var (found, open) = (new HashSet<string>(), new Stack<string>(uses[start]));
        while (open.TryPop(out var next))
        {
            if (found.Add(next))
            {
                foreach (var further in uses.GetValueOrDefault(next, []))
                {
                    open.Push(further);
                }
            }
        }

        return found;
    }

    /// <summary>The declarations of a file and the names it uses outside comments and string literals.</summary>
    private sealed record SourceFile(string Namespace, IReadOnlyList<string> Types, IReadOnlySet<string> Usings, IReadOnlySet<string> Words)
    {
        public static SourceFile? Read(string path)
        {
            var text = File.ReadAllText(path);
            var space = NamespaceLine().Match(text);
            var code = Texts().Replace(Comments().Replace(text, ""), "");
            return space.Success
                ? new(
                    space.Groups[1].Value,
                    [.. Declarations().Matches(text).Select(match => match.Groups[1].Value)],
                    UsingLines().Matches(text).Select(match => match.Groups[1].Value).ToHashSet(),
                    Names().Matches(code).Select(match => match.Value).ToHashSet())
                : null;
        }

        public bool Sees(string space) => Usings.Contains(space) || Namespace.StartsWith(space + '.', StringComparison.Ordinal);

        public bool Mentions(string type) => Words.Contains(type);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (RoadmapAgent[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex UsingLines();

    [GeneratedRegex(
        @"^(?:public|internal) (?:(?:static|sealed|abstract|readonly|partial) )*"
        + @"(?:class|record struct|record|enum|interface|struct|delegate \S+) (\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declarations();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comments();

    [GeneratedRegex("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"", RegexOptions.Singleline)]
    private static partial Regex Texts();

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Names();
}
