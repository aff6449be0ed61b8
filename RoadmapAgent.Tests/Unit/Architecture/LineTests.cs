namespace RoadmapAgent.Tests.Unit.Architecture;

public sealed class LineTests
{
    private const int Longest = 140;

    [Fact]
    public void No_line_is_longer_than_140_characters() => Assert.Empty(
        from project in Sources.Projects
        from file in Sources.Of(project)
        from line in File.ReadLines(file).Index()
        where line.Item.Length > Longest
        select $"{Path.GetRelativePath(Sources.Root, file)}, line {line.Index + 1}: {line.Item.Length} characters");
}
