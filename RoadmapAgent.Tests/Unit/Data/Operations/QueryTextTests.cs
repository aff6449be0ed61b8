using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Tests.Unit.Data.Operations;

public sealed class QueryTextTests
{
    [Theory]
    [InlineData("SELECT * FROM roadmap.roadmaps WHERE id = $1", "SELECT * FROM roadmap.roadmaps WHERE id = $1")]
    [InlineData("UPDATE t SET a = 'it''s me', b = 17.5 WHERE c1 = -2", "UPDATE t SET a = ?, b = ? WHERE c1 = -?")]
    [InlineData("ALTER ROLE x PASSWORD 'SCRAM-SHA-256$4096:abc'", "ALTER ROLE x PASSWORD ?")]
    [InlineData(@"SELECT E'a\'secret' , 1", "SELECT ? , ?")]
    [InlineData("SELECT $$secret$$, $tag$ $$secret$$ $tag$, 2", "SELECT ?, ?, ?")]
    [InlineData("SELECT b'01', X'1F', U&'secret', N'secret'", "SELECT ?, ?, ?, ?")]
    [InlineData("SELECT 1 -- secret\n, \"Column 1\" /* secret */ FROM t2", "SELECT ? , \"Column 1\" FROM t2")]
    [InlineData("SELECT 'secret that was cut o", "SELECT ?")]
    [InlineData("SELECT $x$secret that was cut o", "SELECT ?")]
    [InlineData("SELECT 1 /* secret that was cut o", "SELECT ?")]
    [InlineData(@"SELECT 'C:\', 'secret'", "SELECT ? …")]
    [InlineData("SELECT 0xFF, 1e-7, .5, 1_000", "SELECT ?, ?-?, ?, ?")]
    [InlineData("", "")]
    public void Literals_and_comments_are_removed(string sql, string shown) => Assert.Equal(shown, QueryText.WithoutLiterals(sql));

    [Fact]
    public void A_long_statement_is_cut_off() => Assert.Equal(301, QueryText.WithoutLiterals(new string('x', 5000)).Length);

    [Fact]
    public void No_part_of_a_string_is_shown_wherever_the_statement_was_cut_off() => Prop.ForAll(
        Arb.From(
            from quote in Gen.Elements("'{0}'", "E'{0}'", "$q${0}$q$", "'x''{0}'", "/*{0}*/", "U&'{0}'")
            from cut in Gen.Choose(0, 40)
            let literal = string.Format(CultureInfo.InvariantCulture, quote, "hush")
            select $"SELECT a FROM t WHERE b = {literal} AND c = 5"[..^(cut % 22)]),
        sql => Assert.DoesNotContain("hush", QueryText.WithoutLiterals(sql), StringComparison.Ordinal)).QuickCheckThrowOnFailure();
}
