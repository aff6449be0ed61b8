namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>The contents of the data file of topics.</summary>
/// <param name="IllustratedIn">Skills whose lessons use a language only in their examples, with that language.</param>
/// <param name="KnownAtWork">Ids of skills that everyone has who has worked as a programmer.</param>
/// <param name="Topics">The topics.</param>
internal sealed record TopicList(
    IReadOnlyDictionary<string, string> IllustratedIn, IReadOnlyList<string> KnownAtWork, IReadOnlyList<Topic> Topics);
