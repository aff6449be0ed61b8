namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>The contents of the data file of certifications.</summary>
internal sealed record CertificationList(IReadOnlyList<Certification> Certifications);
