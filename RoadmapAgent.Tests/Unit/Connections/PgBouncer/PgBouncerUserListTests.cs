using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Tests.Unit.Connections.PgBouncer;

public class PgBouncerUserListTests
{
    [Fact]
    public void Every_user_is_listed_with_the_plain_password()
    {
        Assert.Equal(
            """
            "roadmap_api" "secret-a"
            "roadmap_content" "secret-c"
            "watcher" "secret-w"
            "operator" "secret-o"

            """,
            PgBouncerFiles.Create(PgBouncerSamples.Fleet).UserList);
    }

    [Fact]
    public void A_verifier_replaces_the_password()
    {
        var configuration = PgBouncerSamples.Fleet with
        {
            Users = [new("roadmap_api", "secret-a", Verifier: "SCRAM-SHA-256$4096:c2FsdA==$a:b")],
        };

        Assert.Equal("\"roadmap_api\" \"SCRAM-SHA-256$4096:c2FsdA==$a:b\"\n", PgBouncerFiles.Create(configuration).UserList);
    }

    [Fact]
    public void A_user_of_several_databases_is_listed_once()
    {
        var configuration = PgBouncerSamples.Fleet with { Users = [new("postgres", "one"), new("postgres", "one")] };

        Assert.Equal("\"postgres\" \"one\"\n", PgBouncerFiles.Create(configuration).UserList);
    }

    [Fact]
    public void Names_and_passwords_round_trip_through_the_user_list_or_are_refused()
    {
        var texts = Gen.Elements([.. "\"\"\"'; \\=[]#,\n\0aé"]).ListOf().Select(characters => string.Concat(characters)).ToArbitrary();
        Prop.ForAll(texts, texts, (name, password) =>
        {
            var configuration = PgBouncerSamples.Fleet with { Users = [new(name, password), new("last", "p\"w")] };
            return configuration.Problems().Count > 0
                ? (name + password).Any(char.IsControl) || name.Length == 0 || password.Length == 0 || Encoding.UTF8.GetByteCount(name) > 63
                : Read(PgBouncerFiles.Create(configuration).UserList).SequenceEqual([(name, password), ("last", "p\"w")]);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("quote\"d", "pass\"word")]
    [InlineData("trailing\"", "\"leading")]
    [InlineData("with space", ";not a comment")]
    [InlineData("back\\slash", "Grüße")]
    public void Quotes_and_spaces_are_preserved(string name, string password)
    {
        var configuration = PgBouncerSamples.Fleet with { Users = [new(name, password)] };

        Assert.Equal([(name, password)], Read(PgBouncerFiles.Create(configuration).UserList));
    }

    [Fact]
    public void The_string_representation_of_a_user_or_the_files_contains_no_password()
    {
        Assert.Equal("roadmap_api", PgBouncerSamples.Fleet.Users[0].ToString());
        Assert.DoesNotContain("secret", PgBouncerFiles.Create(PgBouncerSamples.Fleet).ToString(), StringComparison.Ordinal);
    }

    // As PgBouncer's load_auth_file does it: blanks are skipped, two quoted texts are taken, the rest of the line is ignored.
    private static List<(string Name, string Password)> Read(string text)
    {
        var users = new List<(string, string)>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                return users;
            }

            Assert.Equal('"', text[at]);
            var name = Quoted(text, ref at);
            at = text.IndexOf('"', at);
            var password = Quoted(text, ref at);
            users.Add((name, password));
            at = text.IndexOf('\n', at);
        }
    }

    private static string Quoted(string text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; text[at] != '"' || text[at + 1] == '"'; at++)
        {
            if (text[at] == '"')
            {
                at++;
            }

            value.Append(text[at]);
        }

        at++;
        return value.ToString();
    }
}
