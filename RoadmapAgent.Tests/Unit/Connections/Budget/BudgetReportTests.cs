using System.Text.Json;
using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Tests.Unit.Connections.Budget;

public sealed class BudgetReportTests
{
    private static readonly BudgetResult Seed = ConnectionBudget.Check(Fleets.Seed);
    private static readonly BudgetResult Refused = ConnectionBudget.Check(Fleets.Direct(15));

    [Fact]
    public void The_table_lists_every_demand_in_aligned_columns()
    {
        var lines = BudgetReport.ToText(Seed).Split(Environment.NewLine);

        Assert.Equal("Connection budget: Pooled, 21 processes of 4 services, 42 while a deployment replaces them (surge 1)", lines[0]);
        Assert.Matches("^server +content +share 18 +18$", lines[5]);
        Assert.Matches(@"^server +together +max_connections 100 - superuser 3 - reserved 0 - operations 13 +50 +84 +34$", lines[7]);
        Assert.Matches("^pooler clients +content +18 x pool 15 +270$", lines[10]);
        Assert.Equal("The budget holds: this fleet cannot exhaust PostgreSQL.", lines[^1]);
        Assert.Single(
            lines.Skip(2)
                .Where(line => line.Contains(" x pool ", StringComparison.Ordinal))
                .Select(line => line.IndexOf(" x pool", StringComparison.Ordinal) / 10)
                .Distinct());
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void A_refusal_lists_every_remedy_and_fitting_sizes()
    {
        var text = BudgetReport.ToText(Refused);

        Assert.Contains("315       84      -231  BROKEN", text, StringComparison.Ordinal);
        Assert.All(
            Refused.Violations.SelectMany(violation => violation.Remedies),
            remedy => Assert.Contains(remedy.ToString(), text, StringComparison.Ordinal));
        Assert.Contains("set Fleet:Services:content:MaxPoolSize (15) to 4", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_compact_form_is_one_line()
    {
        Assert.StartsWith(
            "Connection budget holds: server 50 of 84, pooler clients 635 of 1000, operations 6 of 13, reserves 16 of 100 (",
            BudgetReport.ToCompactText(Seed),
            StringComparison.Ordinal);
        Assert.StartsWith("Connection budget is BROKEN: server 315 of 84, ", BudgetReport.ToCompactText(Refused), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', BudgetReport.ToCompactText(Refused));
    }

    [Fact]
    public void The_Markdown_table_escapes_service_names()
    {
        var markdown = BudgetReport.ToMarkdown(ConnectionBudget.Check(new() { Services = [new() { Name = "a|b*" }] }));

        Assert.Contains("| server | a\\|b\\* | share 4 | 4 |  |  |  |", markdown, StringComparison.Ordinal);
        Assert.Contains("|---|---|---|---:|---:|---:|---|", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_JSON_has_camel_case_properties_and_snake_case_values()
    {
        var json = JsonDocument.Parse(BudgetReport.ToJson(Refused)).RootElement;

        Assert.False(json.GetProperty("holds").GetBoolean());
        Assert.Equal("server", json.GetProperty("violations")[0].GetProperty("inequality").GetString());
        Assert.Contains(
            json.GetProperty("violations")[0].GetProperty("remedies").EnumerateArray(),
            remedy => remedy.GetProperty("direction").GetString() == "at_least");
        Assert.Contains(
            json.GetProperty("lines").EnumerateArray(),
            line => line.GetProperty("demand").GetInt64() == 315 && line.GetProperty("headroom").GetInt64() == -231);
        Assert.True(
            JsonDocument.Parse(BudgetReport.ToJson(Seed, Refused)).RootElement.GetProperty("before").GetProperty("holds").GetBoolean());
    }

    [Fact]
    public void A_comparison_shows_the_effects_of_a_change()
    {
        var more = Fleets.Seed with
        {
            Services =
            [
                .. Fleets.Seed.Services.Select(service => service.Name == "content" ? service with { Replicas = 30 } : service),
                new() { Name = "search" },
            ],
        };

        var text = BudgetReport.Compare(Seed, ConnectionBudget.Check(more));

        Assert.Matches("pooler clients +content +270 +900 +changed", text);
        Assert.Matches("pooler clients +together +635 +1285 +1000 +1000 +BROKEN", text);
        Assert.Matches("server +search +4 +changed", text);
        Assert.Matches("server +api +14 +14\r?\n", text);
        Assert.Contains("Fleet:Services:content:Replicas (30) to at most", text, StringComparison.Ordinal);
    }
}
