using System.Diagnostics;
using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Tests.Unit.Authoring;

public class CatalogAuthorTests
{
    private const string Goal = "become a .NET back-end developer";

    [Fact]
    public void Plans_suit_a_beginner_with_little_time_and_an_expert_with_much()
    {
        var beginner = AuthorDesk.Plan(Requests.For(Goal, Level.Beginner, 5));
        var expert = AuthorDesk.Plan(Requests.For(Goal, Level.Advanced, 20, "C#", "SQL", "Git", "Docker", "ASP.NET Core"));

        Assert.Contains(AuthorDesk.Skills(beginner), id => id == "programming-basics");
        Assert.Contains(AuthorDesk.Skills(beginner), id => id == "csharp");
        Assert.DoesNotContain(AuthorDesk.Skills(beginner), id => id == "dotnet-performance");
        Assert.DoesNotContain(
            AuthorDesk.Skills(expert), id => id is "csharp" or "sql" or "git" or "docker" or "aspnet-core" or "programming-basics");
        Assert.Contains(AuthorDesk.Skills(expert), id => id == "dotnet-performance");
        Assert.Contains("Left out because you know it", expert.Summary);
        Assert.Contains("essentials", beginner.Summary);
        Assert.True(beginner.Weeks > 20 && expert.Weeks < 8, $"{beginner.Weeks} and {expert.Weeks} weeks");
        Assert.True(Hard(expert) > Hard(beginner));
        static double Hard(Framework plan) =>
            plan.Concepts().Count(concept => concept.Difficulty == Difficulty.Hard) / (double)plan.Concepts().Count();
    }

    [Fact]
    public void More_hours_per_week_give_a_longer_plan_with_practice_in_fewer_weeks()
    {
        var light = AuthorDesk.Plan(Requests.For("become a DevOps engineer", Level.Intermediate, 4));
        var steady = AuthorDesk.Plan(Requests.For("become a DevOps engineer", Level.Intermediate, 10));
        var intensive = AuthorDesk.Plan(Requests.For("become a DevOps engineer", Level.Intermediate, 30));
        Assert.True(light.TotalHours < steady.TotalHours && steady.TotalHours < intensive.TotalHours);
        Assert.True(light.Weeks > steady.Weeks && steady.Weeks > intensive.Weeks);
        Assert.Contains(intensive.Concepts(), concept => concept.Name.StartsWith("Practice:", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_catalog_goal_has_a_sound_plan_for_every_level_that_teaches_its_target_skills()
    {
        foreach (var goal in SkillGraph.BuiltIn.Goals)
        {
            foreach (var level in Enum.GetValues<Level>())
            {
                var request = Requests.For(goal.Title, level, 10);
                var plan = AuthorDesk.Plan(request);
                PlanCheck.Structure(plan, request, 8, 30);
                Assert.Equal(goal.Title, plan.Title);
                Assert.Subset(AuthorDesk.Skills(plan).ToHashSet(), goal.Skills.ToHashSet());
            }
        }
    }

    [Fact]
    public void An_unknown_goal_gets_a_generic_plan_that_is_labelled_as_such()
    {
        var request = Requests.For("become a pastry chef", Level.Beginner, 6);
        var intent = AuthorDesk.Intent(request);
        var plan = AuthorDesk.Plan(request);
        Assert.False(intent.Understood);
        Assert.Contains("generic", plan.Title, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("does not know the field of “become a pastry chef”", plan.Summary);
        Assert.Contains(
            "The built-in catalog does not know “become a pastry chef”", AuthorDesk.Tutorial(AuthorDesk.Briefs(request, plan)[0]).Markdown);
        Assert.Null(AuthorDesk.Score(request, plan));
    }

    [Fact]
    public void A_learner_who_already_knows_the_goal_gets_a_plan_beyond_it()
    {
        var plan = AuthorDesk.Plan(Requests.For("learn docker", Level.Intermediate, 10, "Docker", "Kubernetes"));
        Assert.DoesNotContain("docker", AuthorDesk.Skills(plan));
        Assert.DoesNotContain("kubernetes", AuthorDesk.Skills(plan));
        Assert.NotEmpty(AuthorDesk.Skills(plan));
        Assert.Contains("You already know what the goal names", plan.Summary);
    }

    [Fact]
    public void A_tutorial_contains_its_reason_and_the_lessons_of_its_points()
    {
        var request = Requests.For(Goal, Level.Beginner, 10);
        var plan = AuthorDesk.Plan(request);
        var brief = AuthorDesk.Briefs(request, plan).First(one => one.Concept.Keywords[0].StartsWith("http#", StringComparison.Ordinal));
        var text = AuthorDesk.Tutorial(brief).Markdown;
        string[] headings =
        [
            "## Why it matters for your goal",
            "### Example",
            "### What goes wrong",
            "### Exercise",
            "### Solution",
            "### You can now",
        ];
        Assert.All(headings, heading => Assert.Contains($"{heading}\n", text));
        Assert.Contains("become a .NET back-end developer", text);
        Assert.Contains("Output:\n\n```text\n", text);
    }

    [Fact]
    public void The_page_of_a_concept_says_its_sentence_once_and_lists_its_links_once()
    {
        var request = Requests.For(Goal, Level.Beginner, 10);
        foreach (var brief in AuthorDesk.Briefs(request, AuthorDesk.Plan(request)))
        {
            var text = AuthorDesk.Tutorial(brief).Markdown;
            Assert.DoesNotContain(brief.Concept.Description, text, StringComparison.Ordinal);
            Assert.DoesNotContain("## Read on", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Learn SQL and Docker", "docker", "Your goal asks for Docker.")]
    [InlineData(Goal, "docker", "Docker is one of the skills of the goal “Become a .NET back-end developer”.")]
    [InlineData(Goal, "http", "HTTP and how the web works is in the plan because ")]
    [InlineData(Goal, "programming-basics", "Programming basics is in the plan because ")]
    public void A_tutorial_says_truthfully_why_its_skill_is_in_the_plan(string goal, string skill, string reason)
    {
        var request = Requests.For(goal, Level.Beginner, 10);
        var brief = AuthorDesk.Briefs(request, AuthorDesk.Plan(request))
            .First(one => one.Concept.Keywords[0].StartsWith($"{skill}#", StringComparison.Ordinal));

        Assert.Contains(reason, AuthorDesk.Tutorial(brief).Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generic_plan_does_not_pretend_that_the_goal_asks_for_its_skills()
    {
        var request = Requests.For("become a pastry chef", Level.Beginner, 6);
        Assert.All(
            AuthorDesk.Briefs(request, AuthorDesk.Plan(request)),
            brief =>
            {
                var text = AuthorDesk.Tutorial(brief).Markdown;
                Assert.DoesNotContain("of the goal “", text, StringComparison.Ordinal);
                Assert.DoesNotContain("Your goal asks for", text, StringComparison.Ordinal);
            });
    }

    [Fact]
    public void Learner_input_is_escaped_in_a_tutorial()
    {
        var request = Requests.For("learn docker <script>alert(1)</script> [x](javascript:y) `z`", Level.Beginner, 10);
        var plan = AuthorDesk.Plan(request);
        var text = AuthorDesk.Tutorial(AuthorDesk.Briefs(request, plan)[0]).Markdown;
        Assert.Contains(@"learn docker \<script>alert(1)\</script> \[x](javascript:y) \`z\`", text);
        Assert.DoesNotMatch(@"(?<!\\)</?script", text);
        Assert.DoesNotMatch(@"(?<!\\)\[x\]", text);
    }

    [Fact]
    public void An_ordinary_goal_is_quoted_verbatim_in_a_tutorial()
    {
        const string Typed = "learn C#, SQL & Git - fast!";
        var request = Requests.For(Typed, Level.Beginner, 10);
        var plan = AuthorDesk.Plan(request);
        Assert.Contains($"Your goal is “{Typed}”.", AuthorDesk.Tutorial(AuthorDesk.Briefs(request, plan)[0]).Markdown);
    }

    [Fact]
    public void The_correct_options_of_questions_without_items_match_the_skill_graph()
    {
        var questions = SkillGraph.BuiltIn.Skills.SelectMany(skill => skill.Points)
            .ToLookup(point => point.Question.Ask, point => point.Question.Answer);
        var claims = SkillGraph.BuiltIn.Skills.SelectMany(skill => skill.Points)
            .SelectMany(point => point.Claims)
            .ToLookup(claim => claim.Statement, claim => claim.IsTrue);
        var request = Requests.For("become a data scientist", Level.Beginner, 30);
        var plan = AuthorDesk.Plan(request);
        foreach (var question in AuthorDesk.Briefs(request, plan).SelectMany(AuthorDesk.Quiz).Where(one => one.OptionExplanations is null))
        {
            var right = question.Correct.Select(index => question.Options[index]).ToList();
            if (question.Type == QuestionType.SingleChoice)
            {
                Assert.Contains(right.Single(), questions[question.Question]);
            }
            else if (question.Type == QuestionType.TrueFalse)
            {
                Assert.Contains(right.Single() == "True", claims[question.Question["True or false: ".Length..]]);
            }
            else
            {
                Assert.All(question.Options, option => Assert.Contains(right.Contains(option), claims[option]));
            }
        }
    }

    [Fact]
    public void Correct_options_occur_at_every_position()
    {
        var request = Requests.For("become a DevOps engineer", Level.Beginner, 10);
        var plan = AuthorDesk.Plan(request);
        var places = AuthorDesk.Briefs(request, plan).SelectMany(AuthorDesk.Quiz)
            .Where(question => question.Type == QuestionType.SingleChoice)
            .Select(question => question.Correct[0])
            .ToHashSet();
        Assert.Superset(new HashSet<int> { 0, 1, 2, 3 }, places);
    }

    [Fact]
    public void A_plan_that_omits_a_required_skill_scores_lower_with_a_warning()
    {
        var request = Requests.For(Goal, Level.Beginner, 10);
        var plan = AuthorDesk.Plan(request);
        var whole = AuthorDesk.Score(request, plan)!;
        var edited = AuthorDesk.Edit(request, plan, "remove testing");
        var less = AuthorDesk.Score(request, edited)!;
        Assert.Equal(100, whole.KnowledgeCompleteness);
        Assert.Empty(whole.Warnings);
        Assert.True(less.KnowledgeCompleteness < 100);
        Assert.Contains("The goal needs Automated testing, which the plan does not teach.", less.Warnings);
        Assert.Contains("testing", AuthorDesk.Skills(AuthorDesk.Edit(request, edited, [.. less.Warnings])));
    }

    [Fact]
    public void Planning_takes_less_than_fifty_milliseconds_after_warm_up()
    {
        var request = Requests.For(Goal, Level.Beginner, 10);
        AuthorDesk.Plan(request);
        var best = Enumerable.Range(0, 5).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            AuthorDesk.Plan(request);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
        Assert.True(best < 50, $"{best} ms");
    }
}
