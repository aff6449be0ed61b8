using System.IO.Compression;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RoadmapAgent.Broker;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>Messages that no version sends: they move to the error queue at once, and those behind them do not wait.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class HostileMessageTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private const string Envelope = "application/vnd.masstransit+json";
    private const string Id = "0199d0c0-0000-7000-8000-000000000009";
    private const int Oversized = 4_000_000;

    // Retries of what is taken for a defect of the consumer would take a quarter of an hour.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, (Type Message, string[] Bodies)> Unreadable = new()
    {
        ["workflow"] = (typeof(AdvanceRoadmap),
        [
            $$"""{"step":1,"round":0}""", $$"""{"roadmapId":"{{Id}}"}""", $$"""{"roadmapId":null,"step":1,"round":0}""",
            $$"""{"roadmapId":"{{Id}}","step":"nonsense","round":0}""", $$"""{"roadmapId":"{{Id}}","step":1,"round":1e99}""",
            $$"""{"roadmapId":"x","step":1,"round":0}""", $$"""{"roadmapId":{"a":[]},"step":1,"round":0}""", "[]", "5",
        ]),
        ["content"] = (typeof(GenerateConcept),
        [
            $$"""{"roadmapId":"{{Id}}"}""", $$"""{"roadmapId":"{{Id}}","conceptId":null}""", $$"""{"roadmapId":"{{Id}}","conceptId":7}""",
            $$"""{"roadmapId":"{{Id}}","conceptId":"c\u0000"}""", "[]", "\"text\"",
        ]),
        ["logs"] = (typeof(WriteExecutionLogs),
        [
            "{}", """{"entries":null}""", """{"entries":[null]}""", """{"entries":{}}""", """{"entries":[{}]}""", """{"entries":["a"]}""",
            EntryOf("\"loud\"", "\"s\""), EntryOf("1", "null"),
        ]),
    };

    public static TheoryData<string> Workers => [.. Unreadable.Keys];

    [Theory]
    [MemberData(nameof(Workers))]
    public async Task Messages_that_cannot_be_read_move_to_the_error_queue_and_hold_nothing_up(string worker)
    {
        var (type, bodies) = Unreadable[worker];
        var queue = Queues.ByWorker[worker];
        var name = $"urn:message:{type.Namespace}:{type.Name}";
        List<byte[]> messages =
        [
            [], [0xff, 0xfe], "{}"u8.ToArray(), "null"u8.ToArray(), "<xml/>"u8.ToArray(), new byte[Oversized],
            Encoding.UTF8.GetBytes(new string('[', 50_000)),
            Wrap("urn:message:System:String", "\"text\""), Wrap(name, "null"), .. bodies.Select(body => Wrap(name, body)),
        ];
        if (worker == "logs")
        {
            var compressed = $"urn:message:{type.Namespace}:{nameof(WriteCompressedExecutionLogs)}";
            string[] lines = ["null", "\"AAAA\"", "\"%\"", "5", $"\"{Bomb()}\""];
            messages.AddRange([Wrap(compressed, "{}"), .. lines.Select(text => Wrap(compressed, $"{{\"lines\":{text}}}"))]);
        }

        await using var connection = await fleet.ConnectToBrokerAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        try
        {
            foreach (var message in messages)
            {
                var properties = new BasicProperties { ContentType = Envelope };
                await channel.BasicPublishAsync("", queue, mandatory: true, properties, message, Cancellation);
            }

            await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), Patience, "completed");
            var dead = 0u;
            await Eventually.TrueAsync(Patience, () => $"{dead} of {messages.Count} messages were set aside", async () =>
            {
                dead = await channel.MessageCountAsync(ErrorQueues.Of(queue), Cancellation);
                return dead == messages.Count && await channel.MessageCountAsync(queue, Cancellation) == 0;
            });
        }
        finally
        {
            await channel.QueuePurgeAsync(ErrorQueues.Of(queue), Cancellation);
        }
    }

    [Fact]
    public async Task Commands_for_roadmaps_that_do_not_exist_and_members_of_later_versions_do_nothing()
    {
        await using var connection = await fleet.ConnectToBrokerAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        (Type Type, string Body)[] commands =
        [
            (typeof(AdvanceRoadmap), $$"""{"roadmapId":"{{Id}}","step":2,"round":0,"later":[{"a":1}]}"""),
            (typeof(AdvanceRoadmap), $$"""{"roadmapId":"{{Guid.Empty}}","step":7,"round":-5}"""),
            (typeof(GenerateConcept), $$"""{"roadmapId":"{{Id}}","conceptId":"'; DROP TABLE roadmap.roadmaps; --","later":null}"""),
            (typeof(WriteExecutionLogs), """{"entries":[],"later":1}"""),
            (typeof(WriteExecutionLogs), $$"""
                {"entries":[{"id":"{{Id}}","roadmapId":"{{Id}}","severity":1,"category":1,"step":"s","message":"m",
                 "at":"2026-01-01T00:00:00Z","later":1}]}
                """),
        ];
        foreach (var (type, body) in commands)
        {
            var message = Wrap($"urn:message:{type.Namespace}:{type.Name}", body);
            var properties = new BasicProperties { ContentType = Envelope };
            await channel.BasicPublishAsync("", Queues.Of(type), mandatory: true, properties, message, Cancellation);
        }

        // A later roadmap has completed, so these commands have been handled.
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), Patience, "completed");
        foreach (var queue in Queues.ByWorker.Values)
        {
            await Eventually.TrueAsync(
                Patience, () => $"{queue} is not empty", async () => await channel.MessageCountAsync(queue, Cancellation) == 0);
            Assert.Equal(0u, await channel.MessageCountAsync(ErrorQueues.Of(queue), Cancellation));
        }
    }

    // https://masstransit.io/documentation/concepts/messages#message-envelope
    private static byte[] Wrap(string type, string body) => Encoding.UTF8.GetBytes(
        $$"""{"messageId":"{{Guid.NewGuid()}}","messageType":[{{JsonSerializer.Serialize(type)}}],"message":{{body}}}""");

    private static string EntryOf(string severity, string step) => $$"""
        {"entries":[{"id":"{{Id}}","roadmapId":"{{Id}}","severity":{{severity}},"category":1,"step":{{step}},"message":"m",
         "at":"2026-01-01T00:00:00Z"}]}
        """;

    private static string Bomb()
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var blanks = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            for (var mebibytes = 0; mebibytes < 500; mebibytes++)
            {
                deflate.Write(blanks);
            }
        }

        return Convert.ToBase64String(compressed.ToArray());
    }
}
