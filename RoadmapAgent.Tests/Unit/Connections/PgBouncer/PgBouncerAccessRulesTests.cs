using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Tests.Unit.Connections.PgBouncer;

public class PgBouncerAccessRulesTests
{
    [Fact]
    public void A_user_is_bound_to_its_alias_and_a_console_user_to_the_console()
    {
        var fleet = PgBouncerSamples.Fleet with
        {
            Databases = [.. PgBouncerSamples.Fleet.Databases.Select(database => database with { User = database.Alias })],
        };

        Assert.Equal(
            """
            host "roadmap_api" "roadmap_api" 0.0.0.0/0 scram-sha-256
            host "roadmap_api" "roadmap_api" ::/0 scram-sha-256
            host "roadmap_content" "roadmap_content" 0.0.0.0/0 scram-sha-256
            host "roadmap_content" "roadmap_content" ::/0 scram-sha-256
            host "pgbouncer" "watcher" 0.0.0.0/0 scram-sha-256
            host "pgbouncer" "watcher" ::/0 scram-sha-256
            host "pgbouncer" "operator" 0.0.0.0/0 scram-sha-256
            host "pgbouncer" "operator" ::/0 scram-sha-256

            """,
            PgBouncerFiles.Create(fleet).AccessRules);
    }

    [Fact]
    public void An_alias_without_a_user_is_open_to_all_users() => Assert.StartsWith(
        "host \"roadmap_api\" all 0.0.0.0/0 scram-sha-256\n",
        PgBouncerFiles.Create(PgBouncerSamples.Fleet).AccessRules,
        StringComparison.Ordinal);

    [Fact]
    public void A_quotation_mark_in_a_name_is_doubled() => Assert.Contains(
        "\"shop\" \"a \"\"b\"\"\" ",
        PgBouncerFiles.Create(PgBouncerSamples.Fleet with
        {
            Databases = [new("shop", "h", 1, "shop", PoolSize: 1) { User = "a \"b\"" }],
            Users = [new("a \"b\"", "secret")],
        }).AccessRules,
        StringComparison.Ordinal);

    [Fact]
    public void A_user_who_is_not_listed_is_refused() => Assert.Contains(
        "shop: User must be one of the users (was 'nobody').",
        (PgBouncerSamples.Fleet with { Databases = [new("shop", "h", 1, "shop", PoolSize: 1) { User = "nobody" }] }).Problems());
}
