using System.Collections.ObjectModel;
using Deque.AxeCore.Commons;

namespace RoadmapAgent.Tests.Integration.Pages;

/// <summary>
/// Looks at what a browser shows, light and dark, from a small phone to a wide screen: nothing scrolls sideways, nothing moves against the
/// reader's wish, and axe-core finds no violation of WCAG 2.2 AA or of good practice. Takes screenshots in the full run.
/// </summary>
internal sealed class Inspection(Browser browser)
{
    // CSS pixels. The rules do not depend on every width, and both colour schemes share a layout.
    private static readonly (int Width, bool IsDark, bool Rules)[] Looks = FullRun.IsOn
        ?
        [
            (320, false, true), (390, false, false), (1280, false, true), (2560, false, false),
            (320, true, true), (390, true, false), (1280, true, true), (2560, true, false),
        ]
        : [(320, false, true), (1280, true, true), (2560, true, false)];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private const string Violations = """
        const done = arguments[arguments.length - 1];
        axe.run(document, {
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
          rules: { 'label-content-name-mismatch': { enabled: true }, 'target-size': { enabled: true } },
          resultTypes: ['violations'],
        }).then(
          ({ violations }) => done(violations.flatMap(({ id, nodes }) =>
            nodes.map(node => `${id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`))),
          error => done([String(error)]));
        """;

    private readonly List<string> _found = [];

    /// <summary>What was found in all looks.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>Looks at what is shown now.</summary>
    /// <param name="name">The state of the page; names the screenshots.</param>
    public void Look(string name)
    {
        var before = browser.Width;
        foreach (var (width, dark, rules) in Looks)
        {
            browser.Darken(dark);
            browser.Resize(width);
            // The page is drawn again after it has been resized.
            browser.RunUntilDone("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))");
            browser.Photograph($"{name}-{width}{(dark ? "-dark" : "")}");
            foreach (var problem in browser.Overflows ? ["scrolls sideways", .. Check(rules)] : Check(rules))
            {
                _found.Add($"{name}, {width} px{(dark ? ", dark" : "")}: {problem}");
                TestContext.Current.TestOutputHelper?.WriteLine(_found[^1]);
            }
        }

        browser.Darken(dark: false);
        browser.Resize(before);
    }

    private IEnumerable<string> Check(bool rules)
    {
        if (!rules)
        {
            return [];
        }

        if (browser.Run("return typeof axe") is "undefined")
        {
            browser.Run(Axe);
        }

        var violations = (ReadOnlyCollection<object>)browser.RunUntilDone(Violations)!;
        // The browsers of the tests prefer reduced motion.
        var moving = Convert.ToInt64(browser.Run("return document.getAnimations().length"), provider: null);
        return moving == 0 ? violations.Cast<string>() : violations.Cast<string>().Append($"{moving} animations run");
    }
}
