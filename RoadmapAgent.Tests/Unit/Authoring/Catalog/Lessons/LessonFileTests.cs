using RoadmapAgent.Authoring.Catalog.Graph;
using RoadmapAgent.Authoring.Catalog.Lessons;

namespace RoadmapAgent.Tests.Unit.Authoring.Catalog.Lessons;

public sealed class LessonFileTests
{
    private const string Valid = """
        ## Joins in C#

        A join combines rows.

        It has a condition.

        ### Example

        ```sql run
        SELECT 1;
        ## no heading
        ```
        ```output
        1
        ```

        One row.

        ### What goes wrong

        ```sql fails
        SELECT x;
        ```
        ```output
        column "x" does not exist
        ```

        ### Exercise

        - Do this.
        - Then that.

        ### Solution

        ```sql
        SELECT 2;
        ```

        ### You can now

        - join tables.

        """;

    [Fact]
    public void A_lesson_has_its_sections_as_a_learner_reads_them()
    {
        var lesson = Assert.Single(LessonFile.Parse("sql.md", Valid));

        Assert.Equal("Joins in C#", lesson.Point);
        Assert.Equal("A join combines rows.\n\nIt has a condition.", lesson.Explanation);
        Assert.Equal("```sql\nSELECT 1;\n## no heading\n```\n\nOutput:\n\n```text\n1\n```\n\nOne row.", lesson.Example);
        Assert.Equal(
            "```sql\nSELECT x;\n```\n\nIt ends with an error:\n\n```text\ncolumn \"x\" does not exist\n```", lesson.WhatGoesWrong);
        Assert.Equal("- Do this.\n- Then that.", lesson.Exercise);
        Assert.Equal("```sql\nSELECT 2;\n```", lesson.Solution);
        Assert.Equal("- join tables.", lesson.YouCanNow);
    }

    [Fact]
    public void Code_is_listed_with_what_it_prints()
    {
        var lesson = Assert.Single(LessonFile.Parse("sql.md", Valid));

        Assert.Equal(
            [
                new LessonCode("sql", "SELECT 1;\n## no heading", CodeUse.Runs, "1"),
                new LessonCode("sql", "SELECT x;", CodeUse.Fails, "column \"x\" does not exist"),
                new LessonCode("sql", "SELECT 2;", CodeUse.Shown, ""),
            ],
            lesson.Code);
    }

    [Fact]
    public void A_file_has_a_lesson_for_each_point() =>
        Assert.Equal(
            ["Joins in C#", "Groups"],
            LessonFile.Parse("sql.md", Valid + Valid.Replace("Joins in C#", "Groups", StringComparison.Ordinal)).Select(one => one.Point));

    [Theory]
    [InlineData("### Exercise", "### Task", "has the section 'Task' in place of 'Exercise'.")]
    [InlineData("### You can now", "#### You can now", "has the heading 'You can now' of level 4; valid levels are 2 and 3.")]
    [InlineData("### You can now\n\n- join tables.", "", "has no section 'You can now'.")]
    [InlineData("- join tables.", "- join tables.\n\n### More", "has the section 'More' in place of 'the next key point'.")]
    [InlineData("```output\n1\n```", "", "has code marked with 'run' or 'fails' that no output follows.")]
    [InlineData("sql run", "sql", "has output that does not follow code marked with 'run' or 'fails'.")]
    [InlineData("sql run", "sql runs", "has code without a language, or with a word other than 'run' and 'fails' after it.")]
    [InlineData(
        "- Then that.",
        "- Then that:\n\n  ```sql run\n  SELECT 3;\n  ```",
        "has code to run, or output, inside of a list or a quotation, where it is not checked.")]
    public void A_lesson_of_another_form_is_refused(string part, string replacement, string problem)
    {
        var error = Assert.Throws<InvalidCatalogException>(
            () => LessonFile.Parse("sql.md", Valid.Replace(part, replacement, StringComparison.Ordinal)));

        Assert.Equal($"The lesson of 'Joins in C#' in sql.md {problem}", error.Message);
    }

    [Fact]
    public void A_text_before_the_first_point_is_refused() =>
        Assert.Equal(
            "The lesson file sql.md begins without a key point.",
            Assert.Throws<InvalidCatalogException>(() => LessonFile.Parse("sql.md", "Hello.\n\n" + Valid)).Message);
}
