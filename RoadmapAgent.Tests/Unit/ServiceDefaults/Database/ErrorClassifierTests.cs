using System.Data;
using System.Net.Sockets;
using System.Runtime.Serialization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

public sealed class ErrorClassifierTests
{
    private static readonly string[] OwnClasses = ["22", "23", "42"];

    public static TheoryData<Exception> Outages =>
    [
        new NpgsqlException("Exception while reading from stream", new IOException()),
        new NpgsqlException("an error without a cause"),
        new DataException("Error parsing column 7 (content=<null>)", new NpgsqlException("reset", new IOException())),
        new DataException("Error parsing column 7", new EndOfStreamException()),
        new AggregateException(new InvalidOperationException(), new SocketException((int)SocketError.ConnectionReset)),
        new TimeoutException("The operation has timed out."),
        new TaskCanceledException("the driver's own token"),
        new ObjectDisposedException("NpgsqlConnection"),
        new InvalidOperationException("An exception has been raised", new SocketException((int)SocketError.TimedOut)),
        new DatabaseSaturatedException(SaturationCause.ServerFull),
        new DatabaseUnavailableException(new InvalidCastException()),
        new JsonException("cut off", new IOException("the connection was reset")),
        new HttpRequestException("connection refused"),
        new UnknownException(),
    ];

    public static TheoryData<Exception> OwnFaults =>
    [
        new JsonException("'x' is an invalid start of a value."),
        new SerializationException("The message could not be read."),
        new DataException("Error parsing column 0", new JsonException()),
        new AggregateException(new PostgresException("unsupported Unicode escape sequence", "ERROR", "ERROR", "22P05")),
        new InvalidOperationException("wrapped", new PostgresException("duplicate key", "ERROR", "ERROR", "23505")),
    ];

    public static TheoryData<Exception> Defects =>
    [
        new InvalidOperationException("Sequence contains no elements"),
        new ArgumentOutOfRangeException(),
        new KeyNotFoundException(),
        new FormatException("'later' is not a RoadmapStatus."),
        new DataException("Error parsing column 1", new InvalidCastException()),
    ];

    [Theory]
    [MemberData(nameof(Outages))]
    public void An_error_is_an_outage_wherever_in_its_chain_the_cause_stands_and_if_nobody_knows_it(Exception error) =>
        Assert.Equal(ErrorKind.Outage, ErrorClassifier.Classify(error, schemaComplete: true));

    [Theory]
    [MemberData(nameof(OwnFaults))]
    public void Refused_data_and_unreadable_messages_are_the_works_own_fault(Exception error) =>
        Assert.Equal(ErrorKind.OwnFault, ErrorClassifier.Classify(error, schemaComplete: true));

    [Theory]
    [MemberData(nameof(Defects))]
    public void What_only_a_mistake_in_the_program_throws_is_a_defect(Exception error) =>
        Assert.Equal(ErrorKind.Defect, ErrorClassifier.Classify(error, schemaComplete: true));

    [Theory]
    [InlineData("42P01", "relation \"roadmap.outbox\" does not exist")]
    [InlineData("42501", "permission denied for table outbox")]
    [InlineData("42703", "column \"redelivered\" does not exist")]
    public void A_missing_object_or_privilege_is_an_outage_until_the_migrations_have_completed(string sqlState, string text)
    {
        var error = new PostgresException(text, "ERROR", "ERROR", sqlState);

        Assert.Equal(ErrorKind.Outage, ErrorClassifier.Classify(error, schemaComplete: false));
        Assert.Equal(ErrorKind.OwnFault, ErrorClassifier.Classify(error, schemaComplete: true));
    }

    [Theory]
    [InlineData("XX000", "(EMAXCLIENTCONN) max client connections reached, limit: 200")]
    [InlineData("XX000", "(ECHECKOUTTIMEOUT) unable to check out connection from the pool after 15000ms")]
    [InlineData("08P01", "server conn crashed?")]
    [InlineData("57P01", "terminating connection due to administrator command")]
    [InlineData("28P01", "password authentication failed for user \"roadmap_api\"")]
    [InlineData("25006", "cannot execute INSERT in a read-only transaction")]
    [InlineData("40P01", "deadlock detected")]
    [InlineData("57014", "canceling statement due to statement timeout")]
    [InlineData("23505", "a session that ends was not ended by its data")]
    [InlineData("", "an error without a code")]
    public void What_a_pooler_or_a_server_in_trouble_says_is_an_outage(string sqlState, string text) => Assert.Equal(
        ErrorKind.Outage, ErrorClassifier.Classify(new PostgresException(text, "FATAL", "FATAL", sqlState), schemaComplete: true));

    [Fact]
    public void Any_SQLSTATE_is_an_outage_unless_it_is_an_ERROR_of_the_closed_list()
    {
        var codes = Gen.Elements("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray()).ArrayOf(5).Select(code => new string(code));
        var cases = from code in Gen.OneOf(codes, from own in Gen.Elements(OwnClasses) from rest in codes select own + rest[2..])
                    from severity in Gen.Elements("ERROR", "FATAL", "PANIC")
                    select (Code: code, Severity: severity);
        Prop.ForAll(Arb.From(cases), one => Assert.Equal(
            one.Severity == "ERROR" && OwnClasses.Contains(one.Code[..2]) ? ErrorKind.OwnFault : ErrorKind.Outage,
            ErrorClassifier.Classify(new PostgresException("text", one.Severity, one.Severity, one.Code), schemaComplete: true)))
            .Check(PropertyCases.Of(500));
    }

    private sealed class UnknownException : Exception;
}
