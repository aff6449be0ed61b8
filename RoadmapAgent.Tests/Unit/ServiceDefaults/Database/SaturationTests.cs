using Npgsql;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

public sealed class SaturationTests
{
    [Theory]
    [InlineData("53300", "sorry, too many clients already", SaturationCause.ServerFull)]
    [InlineData("53300", "too many connections for role \"roadmap_api\"", SaturationCause.ServerFull)]
    [InlineData("08P01", "query_wait_timeout", SaturationCause.PoolerWaitTimeout)]
    [InlineData("08P01", "no more connections allowed (max_client_conn)", SaturationCause.PoolerFull)]
    [InlineData("08P01", "no more connections allowed (max_user_client_connections)", SaturationCause.PoolerFull)]
    [InlineData(
        "08P01",
        "server login has been failing, cached error: password authentication failed (server_login_retry)",
        SaturationCause.PoolerBackingOff)]
    [InlineData("08P01", "server login has been failing, try again later (server_login_retry)", SaturationCause.PoolerBackingOff)]
    [InlineData("08P01", "sorry, too many clients already", SaturationCause.ServerFull)]
    [InlineData("08P01", "remaining connection slots are reserved for non-replication superuser connections", SaturationCause.ServerFull)]
    [InlineData("08P01", "too many connections for database \"roadmap\"", SaturationCause.ServerFull)]
    [InlineData("XX000", "(EMAXCLIENTCONN) max client connections reached", SaturationCause.PoolerFull)]
    [InlineData("XX000", "(ECHECKOUTTIMEOUT) unable to check out connection from the pool", SaturationCause.PoolerWaitTimeout)]
    public void Saturation_is_classified_by_SQLSTATE_and_behind_a_pooler_by_message(string sqlState, string text, SaturationCause cause) =>
        Assert.Equal(cause, Saturation.Classify(new PostgresException(text, "FATAL", "FATAL", sqlState)));

    [Theory]
    [InlineData("08P01", "invalid message format")]
    [InlineData("08P01", "server conn crashed?")]
    [InlineData("57P01", "terminating connection due to administrator command")]
    [InlineData("40001", "could not serialize access: too many connections")]
    [InlineData("23505", "duplicate key value violates unique constraint \"query_wait_timeout\"")]
    [InlineData("28P01", "password authentication failed for user \"roadmap_api\"")]
    public void Other_server_errors_are_not_saturation(string sqlState, string text) =>
        Assert.Null(Saturation.Classify(new PostgresException(text, "FATAL", "FATAL", sqlState)));

    [Fact]
    public void A_timeout_outside_the_pool_is_not_saturation()
    {
        Assert.Null(Saturation.Classify(new NpgsqlException("Exception while reading from stream", new TimeoutException())));
        Assert.Null(Saturation.Classify(new NpgsqlException("The connection pool has been exhausted")));
        Assert.Null(Saturation.Classify(new TimeoutException("The connection pool has been exhausted")));
    }

    [Fact]
    public void Saturation_is_found_however_deeply_it_is_wrapped() => Assert.Equal(
        SaturationCause.PoolerWaitTimeout,
        Saturation.Classify(new System.Data.DataException(
            "wrapped", new AggregateException(new PostgresException("query_wait_timeout", "FATAL", "FATAL", "08P01")))));

    [Fact]
    public void A_classified_exception_keeps_its_cause() =>
        Assert.Equal(SaturationCause.PoolerFull, Saturation.Classify(new DatabaseSaturatedException(SaturationCause.PoolerFull)));

    [Fact]
    public void Every_cause_has_its_snake_case_tag() => Assert.Equal(
        [
            "gate_timeout", "gate_full", "circuit_open", "pool_exhausted", "pooler_wait_timeout", "pooler_full", "pooler_backing_off",
            "server_full",
        ],
        Enum.GetValues<SaturationCause>().Select(cause => cause.ToTag()));
}
