using System.Diagnostics;
using System.Text.Json;
using RoadmapAgent.Data.Transactions;

namespace RoadmapAgent.Tests.Unit.Data.Transactions;

public sealed class MessageTypesTests
{
    private static readonly MessageTypes Types = new([typeof(Greet), typeof(Greeted)]);

    [Fact]
    public void A_known_message_is_deserialised_as_its_own_type()
    {
        var (type, message) = Types.Read(OutboxMessage.Create("queue", new Greet("you", DayOfWeek.Monday)));

        Assert.Equal(typeof(Greet), type);
        Assert.Equal(new Greet("you", DayOfWeek.Monday), message);
    }

    [Theory]
    [InlineData("System.Diagnostics.Process")]
    [InlineData("System.String")]
    [InlineData("RoadmapAgent.Tests.Unit.ServiceDefaults.Messaging.MessageTypesTests+Stranger")]
    [InlineData("roadmapagent.tests.unit.servicedefaults.messaging.messagetypestests+greet")]
    [InlineData("")]
    public void A_type_name_outside_the_known_messages_is_refused(string name)
    {
        var refusal = Assert.Throws<JsonException>(() => Types.Read(Row(name, "{}")));

        Assert.Equal($"'{name}' is not a message of this fleet.", refusal.Message);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{"name":5}""")]
    [InlineData("""{"name":"you","day":"someday"}""")]
    public void A_body_that_does_not_match_its_type_is_refused_with_a_JSON_error(string body) =>
        Assert.ThrowsAny<JsonException>(() => Types.Read(Row(MessageTypes.NameOf(typeof(Greet)), body)));

    [Fact]
    public void A_message_is_serialised_in_camel_case_with_snake_case_values() =>
        Assert.Equal(
            """{"name":"you","day":"monday"}""", OutboxMessage.Create("queue", new Greet("you", DayOfWeek.Monday)).Body);

    [Fact]
    public void Every_message_has_a_unique_id_its_queue_and_its_delay()
    {
        var now = OutboxMessage.Create("queue", new Greet("you", DayOfWeek.Monday));
        var later = OutboxMessage.Create(queue: null, new Greeted(), TimeSpan.FromMinutes(1));

        Assert.NotEqual(now.MessageId, later.MessageId);
        Assert.Equal(("queue", TimeSpan.Zero, 0), (now.Queue, now.Delay, now.Attempts));
        Assert.Equal((null, TimeSpan.FromMinutes(1), 0), (later.Queue, later.Delay, later.Attempts));
    }

    [Fact]
    public void A_message_continues_the_trace_of_its_sender()
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        var message = OutboxMessage.Create("queue", new Greeted());

        Assert.True(ActivityContext.TryParse(message.TraceParent, null, out var parent));
        Assert.Equal((activity.TraceId, activity.SpanId), (parent.TraceId, parent.SpanId));
    }

    private static OutboxMessage Row(string type, string body) => new(Guid.NewGuid(), "queue", type, body, null, TimeSpan.Zero);

    private sealed record Greet(string Name, DayOfWeek Day);

    private sealed record Greeted;
}
