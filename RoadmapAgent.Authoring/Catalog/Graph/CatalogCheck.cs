using RoadmapAgent.Authoring.Catalog.Phrases;

namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>Checks the consistency of the graph before it is used.</summary>
internal static class CatalogCheck
{
    /// <summary>Checks fields and goals.</summary>
    /// <exception cref="InvalidCatalogException">The first inconsistency found.</exception>
    public static void Run(IReadOnlyList<Field> fields, IReadOnlyList<Goal> goals)
    {
        var skills = fields.SelectMany(field => field.Skills).ToList();
        Unique("field", fields.Select(field => field.Id));
        Unique("skill", skills.Select(skill => skill.Id));
        Unique("project", fields.SelectMany(field => field.Projects).Select(project => project.Id));
        Unique("goal", goals.Select(goal => goal.Id));
        var byId = skills.ToDictionary(skill => skill.Id, StringComparer.Ordinal);
        foreach (var skill in skills)
        {
            CheckSkill(skill, byId);
        }

        CheckAcyclic(byId);
        IndexNames(skills);
        foreach (var project in fields.SelectMany(field => field.Projects))
        {
            CheckProject(project, byId);
        }

        foreach (var goal in goals)
        {
            CheckGoal(goal, byId);
        }
    }

    /// <summary>Creates the indexes of phrases in sentences and of names that match a whole entry.</summary>
    /// <exception cref="InvalidCatalogException">Two skills share a phrase.</exception>
    public static (PhraseIndex InSentences, PhraseIndex Whole) IndexNames(IReadOnlyList<Skill> skills)
    {
        var inSentences = new PhraseIndex();
        var whole = new PhraseIndex();
        foreach (var skill in skills)
        {
            var phrases = skill.Field == SkillGraph.GenericField ? [] : skill.Aliases;
            foreach (var phrase in phrases)
            {
                Require(
                    inSentences.TryAdd(phrase, skill.Id),
                    $"Alias '{phrase}' of skill '{skill.Id}' is empty or belongs to another skill too.");
            }

            foreach (var name in phrases.Append(skill.Name).Append(skill.Id).Concat(skill.Names ?? []))
            {
                Require(whole.TryAdd(name, skill.Id), $"Name '{name}' of skill '{skill.Id}' is empty or belongs to another skill too.");
            }
        }

        return (inSentences, whole);
    }

    private static void CheckSkill(Skill skill, Dictionary<string, Skill> byId)
    {
        var where = $"Skill '{skill.Id}'";
        Text(where, "name", skill.Name);
        Text(where, "description", skill.Description);
        Text(where, "why", skill.Why);
        Text(where, "exercise", skill.Exercise);
        Require(skill.Points.Count is >= 3 and <= 8, $"{where} must have 3 to 8 key points (was {skill.Points.Count}).");
        Require(skill.Links.Count >= 2, $"{where} must have at least 2 links (was {skill.Links.Count}).");
        Require(skill.Field == SkillGraph.GenericField || skill.Aliases.Count > 0, $"{where} has no alias, so no goal can mention it.");
        Require(skill.Hours is { Beginner: >= 1 and <= 60, Intermediate: >= 0 and <= 60, Advanced: >= 0 and <= 60 },
            $"Hours of {where} must be 1 to 60 for beginners and 0 to 60 for others (was {skill.Hours}).");
        foreach (var id in skill.Prerequisites)
        {
            Require(byId.TryGetValue(id, out var prerequisite), $"{where} names the prerequisite '{id}', which does not exist.");
            Require(prerequisite!.Tier <= skill.Tier, $"{where} ({skill.Tier}) requires '{id}' of the later tier {prerequisite.Tier}.");
        }

        Unique($"prerequisite of {where}", skill.Prerequisites);
        Unique($"key point of {where}", skill.Points.Select(point => point.Name));
        Unique($"link of {where}", skill.Links.Select(link => link.Url));
        foreach (var link in skill.Links)
        {
            CheckLink(where, link);
        }

        foreach (var point in skill.Points)
        {
            CheckPoint($"Key point '{point.Name}' of {where}", point);
        }
    }

    private static void CheckLink(string where, Link link)
    {
        Text(where, "link title", link.Title);
        Text(where, "link description", link.About);
        Require(Uri.TryCreate(link.Url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps,
            $"Links of {where} must be absolute https addresses (was '{link.Url}').");
    }

    private static void CheckPoint(string where, KeyPoint point)
    {
        Text(where, "name", point.Name);
        Text(where, "text", point.Text);
        Text(where, "try", point.Try);
        Text(where, "mistake", point.Mistake);
        Text(where, "question", point.Question.Ask);
        Text(where, "answer", point.Question.Answer);
        Text(where, "explanation", point.Question.Because);
        Require(point.Question.Wrong.Count is >= 2 and <= 4, $"{where} must have 2 to 4 wrong answers (was {point.Question.Wrong.Count}).");
        Unique($"answer of {where}", point.Question.Wrong.Append(point.Question.Answer));
        Require(
            point.Claims.Any(claim => claim.IsTrue) && point.Claims.Any(claim => !claim.IsTrue),
            $"{where} must have a true and a false claim.");
        Unique($"claim of {where}", point.Claims.Select(claim => claim.Statement));
        foreach (var claim in point.Claims)
        {
            Text(where, "claim", claim.Statement);
            Text(where, "reason of a claim", claim.Because);
        }

        if (point.Example is { } example)
        {
            Text(where, "example language", example.Language);
            Text(where, "example code", example.Code);
        }
    }

    private static void CheckProject(Project project, Dictionary<string, Skill> byId)
    {
        var where = $"Project '{project.Id}'";
        Text(where, "name", project.Name);
        Text(where, "description", project.Description);
        Text(where, "brief", project.Brief);
        Require(
            project.Hours is { Beginner: >= 1, Intermediate: >= 1, Advanced: >= 1 },
            $"Hours of {where} must be at least 1 (was {project.Hours}).");
        Require(project.Milestones.Count >= 3 && project.Milestones.All(HasText), $"{where} must have at least 3 milestones, none empty.");
        Require(project.Done.Count >= 2 && project.Done.All(HasText), $"{where} must have at least 2 criteria, none empty.");
        Known(where, project.Skills, byId);
    }

    private static void CheckGoal(Goal goal, Dictionary<string, Skill> byId)
    {
        var where = $"Goal '{goal.Id}'";
        Text(where, "title", goal.Title);
        Require(goal.Phrases.Count > 0 && goal.Phrases.All(HasText), $"{where} must have at least one phrase, none empty.");
        Known(where, goal.Skills, byId);
        if (goal.Extras.Count > 0)
        {
            Known(where, goal.Extras, byId);
        }
    }

    private static void Known(string where, IReadOnlyList<string> ids, Dictionary<string, Skill> byId)
    {
        Require(ids.Count > 0, $"{where} names no skill.");
        foreach (var id in ids)
        {
            Require(byId.ContainsKey(id), $"{where} names the skill '{id}', which does not exist.");
        }

        Unique($"skill of {where}", ids);
    }

    private static void CheckAcyclic(Dictionary<string, Skill> byId)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        foreach (var id in byId.Keys)
        {
            Visit(id);
        }

        void Visit(string id)
        {
            if (done.Contains(id))
            {
                return;
            }

            var start = path.IndexOf(id);
            Require(start < 0, $"Prerequisites form a cycle: {string.Join(" → ", path.Skip(Math.Max(start, 0)).Append(id))}.");
            path.Add(id);
            foreach (var prerequisite in byId[id].Prerequisites)
            {
                Visit(prerequisite);
            }

            path.RemoveAt(path.Count - 1);
            done.Add(id);
        }
    }

    private static void Unique(string what, IEnumerable<string> values)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in values)
        {
            Require(seen.Add(value), $"The {what} '{value}' occurs twice.");
        }
    }

    private static bool HasText(string value) => !string.IsNullOrWhiteSpace(value);

    private static void Text(string where, string what, string value) => Require(HasText(value), $"{where} has an empty {what}.");

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidCatalogException(message);
        }
    }
}
