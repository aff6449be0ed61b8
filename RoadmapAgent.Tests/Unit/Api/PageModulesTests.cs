using System.Text.RegularExpressions;
using RoadmapAgent.Tests.Unit.Architecture;

namespace RoadmapAgent.Tests.Unit.Api;

/// <summary>The pages' scripts and styles fit together; .ci/run also checks the types (jsconfig.json).</summary>
public sealed partial class PageModulesTests
{
    private static readonly string Folder = Path.Combine(Sources.Root, "RoadmapAgent.Api", "wwwroot");

    /// <summary>The modules that each module imports, all relative to the folder of the pages.</summary>
    private static readonly Dictionary<string, string[]> Imports = FilesOf("js").ToDictionary(
        file => file, file => Imported().Matches(Read(file)).Select(match => Resolve(file, match.Groups[1].Value)).ToArray());

    public static TheoryData<string> Modules => [.. Imports.Keys];

    public static TheoryData<string> Pages => [.. FilesOf("html")];

    [Theory]
    [MemberData(nameof(Modules))]
    public void Every_import_names_a_module(string module) =>
        Assert.All(Imports[module], imported => Assert.Contains(imported, Imports.Keys));

    [Theory]
    [MemberData(nameof(Modules))]
    public void No_module_imports_itself_by_way_of_others(string module) => Assert.DoesNotContain(module, Reachable(module));

    [Theory]
    [MemberData(nameof(Modules))]
    public void Only_the_API_module_talks_to_the_server(string module) =>
        Assert.Equal(module == "api.js", Regex.IsMatch(Read(module), @"\bfetch\(|new EventSource\("));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_preloads_all_modules_it_uses_and_no_others(string page)
    {
        // A page that only says something needs none.
        Assert.InRange(Loaded(page, Script()).Count(), 0, 1);
        Assert.Equal(Loaded(page, Script()).SelectMany(Reachable).Order(), Loaded(page, Preload()).Order());
        Assert.All(Loaded(page, Stylesheet()), style => Assert.True(File.Exists(Path.Combine(Folder, style)), style));
    }

    [Fact]
    public void Every_module_and_every_stylesheet_belongs_to_a_page()
    {
        var pages = FilesOf("html").ToList();
        Assert.Equal(
            Imports.Keys.Order(), pages.SelectMany(page => Loaded(page, Script()).Concat(Loaded(page, Preload()))).Distinct().Order());
        Assert.Equal(FilesOf("css").Order(), pages.SelectMany(page => Loaded(page, Stylesheet())).Distinct().Order());
    }

    [Fact]
    public void Colours_are_named_in_the_theme_only() =>
        Assert.Equal(["styles/theme.css"], FilesOf("css").Where(file => Colour().IsMatch(Read(file))));

    private static IEnumerable<string> FilesOf(string extension) =>
        Directory.EnumerateFiles(Folder, $"*.{extension}", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path));

    private static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static string Resolve(string module, string imported) =>
        Path.GetRelativePath(Folder, Path.GetFullPath(Path.Combine(Folder, Path.GetDirectoryName(module)!, imported)));

    private static IEnumerable<string> Loaded(string page, Regex element) =>
        element.Matches(Read(page)).Select(match => match.Groups[1].Value);

    private static HashSet<string> Reachable(string module)
    {
        var (found, open) = (new HashSet<string>(), new Stack<string>(Imports[module]));
        while (open.TryPop(out var next))
        {
            if (found.Add(next))
            {
                foreach (var further in Imports.GetValueOrDefault(next, []))
                {
                    open.Push(further);
                }
            }
        }

        return found;
    }

    [GeneratedRegex(@"(?:^import\b[^;'(]*|^export\b[^;'=(]*\bfrom\s*|\bimport\(\s*)'([^']+)'", RegexOptions.Multiline)]
    private static partial Regex Imported();

    [GeneratedRegex("<script type=\"module\" src=\"/([^\"]+)\">")]
    private static partial Regex Script();

    [GeneratedRegex("<link rel=\"modulepreload\" href=\"/([^\"]+)\">")]
    private static partial Regex Preload();

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"/([^\"]+)\">")]
    private static partial Regex Stylesheet();

    [GeneratedRegex(
        @"(?<=[\s,(:])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?=[\s,);])(?![^;]*\{)|\b(?:rgb|hsl|oklch)a?\(", RegexOptions.IgnoreCase)]
    private static partial Regex Colour();
}
