using System.Globalization;
using System.Xml.Linq;
using RoadmapAgent.Benchmarks.Charts;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Charts;

public sealed class SvgChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Chart Chart = new(
        "Title with <tags> & \"quotes\"",
        "a machine",
        [
            new("Start", "s", [new("measured", 20, 18, 22), new("baseline", 10, Muted: true)], Limit: 15),
            new("Failures", "units", [new("direct", 220), new("pooled", 0)]),
        ]);

    [Fact]
    public void A_chart_is_well_formed_and_shows_texts_as_they_are()
    {
        var svg = XDocument.Parse(SvgChart.Draw(Chart)).Root!;

        Assert.Equal(Svg + "svg", svg.Name);
        Assert.Equal(Chart.Title, svg.Element(Svg + "title")!.Value);
        Assert.Contains(svg.Descendants(Svg + "text"), text => text.Value == "Start, s");
        Assert.Contains(svg.Descendants(Svg + "text"), text => text.Value == "target 15");
    }

    [Fact]
    public void Bars_are_proportional_within_their_group()
    {
        var bars = Of("bar", "muted").Select(Width).ToList();

        // The first group's scale ends at its highest reading, 22.
        Assert.Equal(10.0 / 20, bars[1] / bars[0], precision: 2);
        Assert.Equal(20.0 / 22, bars[0] / bars[2], precision: 2);
        Assert.Equal(0, bars[3]);
    }

    [Fact]
    public void Ranges_and_limits_are_drawn_where_there_are_some()
    {
        Assert.Single(Of("range"));
        Assert.Single(Of("limit"));
    }

    [Fact]
    public void Everything_is_inside_the_picture_and_no_two_texts_share_a_place()
    {
        var svg = XDocument.Parse(SvgChart.Draw(Chart)).Root!;
        var size = svg.Attribute("viewBox")!.Value.Split(' ').Select(Number).ToList();
        var places = svg.Descendants(Svg + "text")
            .Select(text => (X: Number(text.Attribute("x")!.Value), Y: Number(text.Attribute("y")!.Value)))
            .ToList();

        Assert.All(places, place => Assert.True(place.X < size[2] && place.Y < size[3], place.ToString()));
        Assert.Equal(places.Count, places.Distinct().Count());
    }

    [Fact]
    public void A_chart_without_groups_or_with_only_zeros_is_a_picture_too()
    {
        XDocument.Parse(SvgChart.Draw(new("Nothing", "", [])));
        var zeros = XDocument.Parse(SvgChart.Draw(new("Zeros", "", [new("Failures", "units", [new("pooled", 0, 0, 0)], Limit: 0)])));

        Assert.DoesNotContain("NaN", zeros.ToString(), StringComparison.Ordinal);
    }

    private static List<XElement> Of(params string[] kinds) =>
        [.. XDocument.Parse(SvgChart.Draw(Chart)).Descendants().Where(each => kinds.Contains((string?)each.Attribute("class")))];

    private static double Width(XElement bar) => Number(bar.Attribute("width")!.Value);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
