using RoadmapAgent.Connections.PgBouncer;

namespace RoadmapAgent.Tests.Unit.Connections.PgBouncer;

public sealed class PgBouncerVersionTests
{
    [Theory]
    [InlineData("PgBouncer 1.18.0", false)]
    [InlineData("PgBouncer 1.20.1", false)]
    [InlineData("PgBouncer 1.21.0", true)]
    [InlineData("PgBouncer 1.24.1", true)]
    [InlineData("PgBouncer 1.25.2", true)]
    [InlineData("PgBouncer 1.100.0", true)]
    [InlineData("PgBouncer 2.0.0", true)]
    [InlineData("something else", false)]
    [InlineData("", false)]
    public void Prepared_statements_are_supported_from_1_21_on(string version, bool supported) =>
        Assert.Equal(supported, PgBouncerVersion.SupportsPreparedStatements(version, Config("200")));

    [Theory]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("", false)]
    [InlineData("many", false)]
    [InlineData(null, false)]
    [InlineData("1", true)]
    public void Prepared_statements_are_supported_only_if_the_pooler_keeps_some(string? kept, bool supported) =>
        Assert.Equal(supported, PgBouncerVersion.SupportsPreparedStatements("PgBouncer 1.25.2", Config(kept)));

    private static Dictionary<string, string> Config(string? kept) => kept is null
        ? new() { ["pool_mode"] = "transaction" }
        : new() { ["pool_mode"] = "transaction", ["max_prepared_statements"] = kept };
}
