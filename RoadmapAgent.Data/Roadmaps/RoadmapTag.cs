namespace RoadmapAgent.Data.Roadmaps;

/// <summary>
/// The tag of a roadmap with its content and its learner's progress. Every change by the workflow has an event, attempts at quizzes are
/// only added, and the marks of concepts and the times of notes are compared as sets.
/// </summary>
public static class RoadmapTag
{
    /// <summary>Stands for every tag (RFC 9110, <c>If-None-Match: *</c>).</summary>
    public const string Any = "*";

    /// <summary>The tag of the row <c>r</c> of <c>roadmap.roadmaps</c>.</summary>
    internal const string Sql = """
        concat_ws(
          '.', r.version, r.last_sequence,
          (SELECT concat_ws('.', count(*), sum(pg_catalog.hashtextextended(p.concept_id, 0)))
           FROM roadmap.concept_progress AS p WHERE p.roadmap_id = r.id),
          (SELECT count(*) FROM roadmap.quiz_attempts AS q WHERE q.roadmap_id = r.id),
          (SELECT concat_ws('.', count(*), sum(pg_catalog.hashtextextended(
             n.concept_id, (1000000 * extract(epoch FROM n.updated_at))::bigint)))
           FROM roadmap.notes AS n WHERE n.roadmap_id = r.id))
        """;

    /// <summary>The condition that the tag <c>t.tag</c> is not among the parameter <c>@known</c>.</summary>
    internal const string IsNews = "NOT ARRAY[t.tag, '*'] && @known";
}
