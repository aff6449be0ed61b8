using System.Globalization;
using System.Xml.Linq;

namespace RoadmapAgent.Benchmarks.Charts;

/// <summary>Draws a chart as SVG that is legible on light and on dark pages.</summary>
internal static class SvgChart
{
    private const double Width = 860;
    private const double Margin = 20;
    private const double BarsFrom = 290;
    private const double BarsTo = 720;
    private const double HeadHeight = 64;
    private const double TitleHeight = 26;
    private const double BarHeight = 20;
    private const double Gap = 14;

    private const string Style = """
        text { font: 13px system-ui, sans-serif; fill: #1f2937 }
        .title { font-size: 18px; font-weight: 600 }
        .group { font-weight: 600 }
        .note { fill: #5b6472; font-size: 12px }
        .bar { fill: #2563eb }
        .muted { fill: #a8b3c4 }
        .range { stroke: #1f2937; stroke-width: 1.5 }
        .limit { stroke: #c2410c; stroke-width: 2; stroke-dasharray: 4 3 }
        """;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Draws a chart.</summary>
    public static string Draw(Chart chart)
    {
        var y = HeadHeight;
        var groups = new List<XElement>();
        foreach (var group in chart.Groups)
        {
            groups.Add(Group(group, y));
            y += Height(group);
        }

        return new XElement(
            Svg + "svg",
            new XAttribute("viewBox", Text($"0 0 {Width} {y + Margin}")),
            new XAttribute("width", Text($"{Width}")),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", chart.Title),
            new XElement(Svg + "style", Style),
            new XElement(
                Svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("fill", "#ffffff")),
            Label(Margin, 28, chart.Title, "title"),
            Label(Margin, 48, chart.Subtitle, "note"),
            groups) + Environment.NewLine;
    }

    private static double Height(ChartGroup group) => TitleHeight + (group.Bars.Count * BarHeight) + Gap;

    private static XElement Group(ChartGroup group, double y)
    {
        var to = y + TitleHeight + (group.Bars.Count * BarHeight);
        var limit = group.Limit is { } at
            ? new[]
            {
                Line(X(group, at), y + TitleHeight - 4, X(group, at), to, "limit"),
                Label(BarsTo + 10, y + 16, $"{group.LimitLabel} {Number(at)}", "note"),
            }
            : [];
        return new(
            Svg + "g",
            Label(Margin, y + 16, $"{group.Title}, {group.Unit}", "group"),
            group.Bars.Select((bar, n) => Bar(group, bar, y + TitleHeight + (n * BarHeight))),
            limit);
    }

    private static XElement Bar(ChartGroup group, ChartBar bar, double y) => new(
        Svg + "g",
        Label(Margin, y + 14, bar.Label, "note"),
        new XElement(
            Svg + "rect",
            new XAttribute("class", bar.Muted ? "muted" : "bar"),
            new XAttribute("x", Text($"{BarsFrom}")),
            new XAttribute("y", Text($"{y + 3}")),
            new XAttribute("width", Text($"{X(group, bar.Value) - BarsFrom:0.#}")),
            new XAttribute("height", Text($"{BarHeight - 6}"))),
        bar is { Lowest: { } lowest, Highest: { } highest } && highest > lowest
            ? Line(X(group, lowest), y + (BarHeight / 2), X(group, highest), y + (BarHeight / 2), "range")
            : null,
        Label(BarsTo + 10, y + 14, Number(bar.Value), "note"));

    private static double X(ChartGroup group, double value) => BarsFrom + (double.Clamp(value / group.Scale, 0, 1) * (BarsTo - BarsFrom));

    private static XElement Label(double x, double y, string text, string kind) => new(
        Svg + "text", new XAttribute("class", kind), new XAttribute("x", Text($"{x}")), new XAttribute("y", Text($"{y}")), text);

    private static XElement Line(double x1, double y1, double x2, double y2, string kind) => new(
        Svg + "line",
        new XAttribute("class", kind),
        new XAttribute("x1", Text($"{x1:0.#}")),
        new XAttribute("y1", Text($"{y1:0.#}")),
        new XAttribute("x2", Text($"{x2:0.#}")),
        new XAttribute("y2", Text($"{y2:0.#}")));

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "#,0" : "0.###", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
