using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit.Serialization;
using RoadmapAgent.Domain.Contracts;
using RoadmapAgent.Domain.ExecutionLogs;
using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Messaging;

namespace RoadmapAgent.Tests.Unit.Domain.Contracts;

public sealed class MessageContractTests
{
    private static readonly JsonSerializerOptions Options = MessageContract.Enforce(new(SystemTextJsonMessageSerializer.Options));
    private static readonly Guid Roadmap = Guid.Parse("0199d0c0-0000-7000-8000-000000000001");

    private static readonly Dictionary<string, object> Samples = new object[]
    {
        new AdvanceRoadmap(Roadmap, WorkflowStep.CurriculumDesign, Round: 0),
        new GenerateConcept(Roadmap, "c-1-1-1"),
        new ProgressRecorded(Roadmap, 3, "completed", "{}", DateTimeOffset.UnixEpoch),
        new WriteExecutionLogs([Line(null, null)]),
        WriteCompressedExecutionLogs.Of(new([Line("c-1-1-1", 5)])),
        new FleetActive("api"),
        Line("c-1-1-1", 5),
    }.ToDictionary(sample => sample.GetType().Name);

    public static TheoryData<string> Kinds => [.. Samples.Keys];

    public static TheoryData<string, string> Members => new(
        from sample in Samples
        from member in JsonSerializer.SerializeToNode(sample.Value, sample.Value.GetType(), Options)!.AsObject()
        where (sample.Key, member.Key) is not (nameof(ExecutionLogEntry), "conceptId" or "durationMs")
        select (sample.Key, member.Key));

    [Fact]
    public void Every_message_has_a_sample() => Assert.Superset(
        Messages.Types.Select(type => type.Name).ToHashSet(), Samples.Keys.ToHashSet());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Members_that_a_later_version_adds_are_ignored(string kind)
    {
        var body = BodyOf(kind);
        body["later"] = new JsonObject { ["more"] = 1 };

        Assert.Equal(
            JsonSerializer.Serialize(Samples[kind], Samples[kind].GetType(), Options),
            JsonSerializer.Serialize(Read(kind, body), Samples[kind].GetType(), Options));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_message_that_lacks_what_its_contract_requires_is_unreadable(string kind, string member)
    {
        var (missing, absent, other) = (BodyOf(kind), BodyOf(kind), BodyOf(kind));
        missing.Remove(member);
        absent[member] = null;
        other[member] = new JsonObject { ["a"] = 1 };

        Assert.ThrowsAny<JsonException>(() => Read(kind, missing));
        Assert.ThrowsAny<JsonException>(() => Read(kind, absent));
        Assert.ThrowsAny<JsonException>(() => Read(kind, other));
    }

    [Fact]
    public void A_list_that_contains_null_is_unreadable()
    {
        var body = BodyOf(nameof(WriteExecutionLogs));
        body["entries"]!.AsArray().Add(null);

        Assert.ThrowsAny<JsonException>(() => Read(nameof(WriteExecutionLogs), body));
    }

    [Theory]
    [InlineData("[{}]")]
    [InlineData("[null]")]
    [InlineData("null")]
    public void Compressed_lines_that_lack_what_the_contract_requires_are_unreadable(string lines)
    {
        using var compressed = new MemoryStream();
        using (var json = new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            json.Write(Encoding.UTF8.GetBytes(lines));
        }

        Assert.ThrowsAny<JsonException>(new WriteCompressedExecutionLogs(compressed.ToArray()).Read);
    }

    [Theory]
    [InlineData(nameof(AdvanceRoadmap), """{"roadmapId":"0199d0c0-0000-7000-8000-000000000001","step":2,"round":1}""")]
    [InlineData(nameof(GenerateConcept), """{"roadmapId":"0199d0c0-0000-7000-8000-000000000001","conceptId":"c-1-1-1"}""")]
    [InlineData(
        nameof(ExecutionLogEntry),
        """
        {"id":"0199d0c0-0000-7000-8000-000000000002","roadmapId":"0199d0c0-0000-7000-8000-000000000001","severity":1,
         "category":1,"step":"queued","message":"","at":"1970-01-01T00:00:00+00:00"}
        """)]
    public void A_message_of_an_earlier_version_is_read(string kind, string body) =>
        Assert.IsType(Samples[kind].GetType(), Read(kind, JsonNode.Parse(body)!.AsObject()));

    private static object? Read(string kind, JsonObject body) => body.Deserialize(Samples[kind].GetType(), Options);

    private static JsonObject BodyOf(string kind) =>
        JsonSerializer.SerializeToNode(Samples[kind], Samples[kind].GetType(), Options)!.AsObject();

    private static ExecutionLogEntry Line(string? conceptId, double? durationMs) => new(
        Guid.Parse("0199d0c0-0000-7000-8000-000000000002"),
        Roadmap,
        conceptId,
        LogSeverity.Info,
        LogCategory.Agent,
        "queued",
        "",
        durationMs,
        DateTimeOffset.UnixEpoch);
}
