using System.Net;

namespace RoadmapAgent.Tests.Unit.Api.Problems;

public sealed class RequestProblemTests(ApiWithoutDatabase api) : IClassFixture<ApiWithoutDatabase>
{
    private const string Roadmaps = "/api/roadmaps";
    private const string Logs = "/api/roadmaps/6f1f2c2e-8f6b-4b0e-9a53-3f0f5a1f2b3c/logs";
    private const string Review = "/api/roadmaps/6f1f2c2e-8f6b-4b0e-9a53-3f0f5a1f2b3c/review";
    private const string Valid = """{"goal":"Learn C#","currentLevel":"beginner","hoursPerWeek":5}""";

    public static TheoryData<string?, string> NoBodies => new()
    {
        { null, "$" },
        { "", "$" },
        { "null", "$" },
        { "[]", "$" },
        { "\"goal\"", "$" },
        { "42", "$" },
        { "{", "$" },
        { "not json", "$" },
    };

    public static TheoryData<string, string> WrongTypes => new()
    {
        { "\"goal\":42", "goal" },
        { "\"goal\":[\"C#\"]", "goal" },
        { "\"currentLevel\":1", "currentLevel" },
        { "\"hoursPerWeek\":\"5\"", "hoursPerWeek" },
        { "\"hoursPerWeek\":5.5", "hoursPerWeek" },
        { "\"hoursPerWeek\":99999999999", "hoursPerWeek" },
        { "\"knownTechnologies\":\"C#\"", "knownTechnologies" },
        { "\"knownTechnologies\":[\"C#\",1]", "knownTechnologies[1]" },
        { "\"knownTechnologies\":{}", "knownTechnologies" },
        { "\"skipReview\":\"yes\"", "skipReview" },
        { "\"skipReview\":null", "skipReview" },
    };

    public static TheoryData<string, string> WrongValues => new()
    {
        { """{}""", "currentLevel goal hoursPerWeek" },
        { """{"goal":"","currentLevel":"beginner","hoursPerWeek":5}""", "goal" },
        { $$"""{"goal":"{{new string('x', 10_000)}}","currentLevel":"beginner","hoursPerWeek":5}""", "goal" },
        { """{"goal":"a\u0000b c","currentLevel":"beginner","hoursPerWeek":5}""", "goal" },
        { """{"goal":"Learn C#","currentLevel":"wizard","hoursPerWeek":5}""", "currentLevel" },
        { """{"goal":"Learn C#","currentLevel":"beginner","hoursPerWeek":0}""", "hoursPerWeek" },
        { """{"goal":"Learn C#","currentLevel":"beginner","hoursPerWeek":81}""", "hoursPerWeek" },
        { """{"goal":"Learn C#","currentLevel":"beginner","hoursPerWeek":5,"knownTechnologies":[null]}""", "knownTechnologies[0]" },
        {
            """{"goal":"Learn C#","currentLevel":"beginner","hoursPerWeek":5"""
            + $$""","knownTechnologies":[{{string.Join(",", Enumerable.Repeat("\"Go\"", 51))}}]}""",
            "knownTechnologies"
        },
    };

    public static TheoryData<string, string> WrongDecisions => new()
    {
        { """{}""", "approved" },
        { """{"approved":"yes"}""", "approved" },
        { """{"approved":false}""", "feedback" },
        { """{"approved":false,"feedback":"  no  "}""", "feedback" },
        { $$"""{"approved":false,"feedback":"{{new string('x', 2001)}}"}""", "feedback" },
        { """{"approved":false,"feedback":"more\u0000tests"}""", "feedback" },
    };

    [Theory]
    [InlineData(Logs + "?step=%00", "step")]
    [InlineData(Logs + "?step=a%00b&severity=info", "step")]
    [InlineData(Logs + "?conceptId=%00", "conceptId")]
    [InlineData(Logs + "?%00=a", "query")]
    [InlineData(Roadmaps + "?status=%00", "status")]
    public async Task A_NUL_character_in_the_address_is_refused(string path, string field)
    {
        var answer = await api.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains($"\"{field}\"", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/styles/%00.css")]
    [InlineData("/%00")]
    [InlineData("http://localhost/%00")]
    [InlineData("http://localhost/styles/a%00.css?b=c")]
    [InlineData("http://localhost/api/roadmaps/6f1f2c2e-8f6b-4b0e-9a53-3f0f5a1f2b3c/concepts/c%00/tutorial")]
    public async Task A_NUL_character_in_the_path_is_refused_in_every_form_of_the_request_target(string target) =>
        Assert.StartsWith(
            "HTTP/1.1 400 ",
            await api.SendRawAsync($"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("foo")]
    [InlineData("utf-7")]
    [InlineData("\"\"")]
    [InlineData("\"utf-99\"")]
    public async Task A_body_in_an_unknown_character_set_is_refused(string charset)
    {
        var answer = await api.PostAsync(Roadmaps, Valid, $"application/json; charset={charset}");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        Assert.Contains("UTF-8", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("\"utf-8\"")]
    [InlineData("\"UTF-8\"")]
    [InlineData("\"us-ascii\"")]
    public async Task A_body_in_a_known_character_set_reaches_the_database_with_quotes_or_without(string charset) => Assert.Equal(
        HttpStatusCode.ServiceUnavailable, (await api.PostAsync(Roadmaps, Valid, $"application/json; charset={charset}")).Status);

    [Theory]
    [MemberData(nameof(NoBodies))]
    public async Task A_body_that_is_not_a_JSON_object_is_reported_at_the_root(string? body, string field)
    {
        foreach (var path in (string[])[Roadmaps, Review])
        {
            await AssertNamesAsync(path, body, field);
        }
    }

    [Theory]
    [MemberData(nameof(WrongTypes))]
    public async Task A_value_of_the_wrong_type_is_reported_with_its_field(string member, string field)
    {
        // The last of two members with the same name wins.
        var errors = await AssertNamesAsync(Roadmaps, $"{Valid[..^1]},{member}}}", field);

        Assert.Equal("The value has the wrong type.", errors.Single().Value.Single());
    }

    [Theory]
    [MemberData(nameof(WrongValues))]
    public Task Invalid_values_are_reported_with_their_fields(string body, string fields) =>
        AssertNamesAsync(Roadmaps, body, fields.Split(' '));

    [Theory]
    [MemberData(nameof(WrongDecisions))]
    public Task An_invalid_decision_is_reported_with_its_field(string body, string field) => AssertNamesAsync(Review, body, field);

    [Fact]
    public async Task An_unknown_field_is_reported()
    {
        var errors = await AssertNamesAsync(Roadmaps, """{"goal":"Learn C#","level":"beginner"}""", "level");

        Assert.Equal("Unknown field.", errors["level"].Single());
    }

    [Fact]
    public async Task Fields_are_named_exactly_as_they_were_sent()
    {
        await AssertNamesAsync(Roadmaps, """{"Level2":"beginner"}""", "Level2");

        Assert.Contains("\"errors\":{\"Idempotency-Key\":", await SendAsync("Idempotency-Key: a b"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_JSON_is_reported_with_its_position()
    {
        var errors = await AssertNamesAsync(Roadmaps, "{\n\"goal\":}", "goal");

        Assert.Equal("The JSON is malformed at line 2, byte 8.", errors["goal"].Single());
    }

    [Fact]
    public async Task An_unpaired_surrogate_is_a_validation_error() =>
        await AssertNamesAsync(Roadmaps, """{"goal":"Learn \ud83d","currentLevel":"beginner","hoursPerWeek":5}""", "goal");

    [Fact]
    public async Task An_unsupported_media_type_is_refused_with_the_supported_one()
    {
        var answer = await api.PostAsync(Roadmaps, Valid, "text/plain");

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Contains("Send the body as application/json.", answer.Text);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"goal":42}""")]
    public async Task Clients_that_do_not_accept_JSON_still_get_status_400(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await api.PostAsync(Roadmaps, body, accept: "text/html")).Status);

    [Fact]
    public async Task An_oversized_body_is_refused_with_status_413()
    {
        var answer = await api.PostAsync(Roadmaps, $$"""{"goal":"{{new string('x', 200_000)}}"}""");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "application/problem+json"), (answer.Status, answer.MediaType));
    }

    [Theory]
    [InlineData("/api/roadmaps/42")]
    [InlineData("/api/roadmaps/42/events")]
    [InlineData("/api/nothing")]
    public async Task An_unknown_path_is_answered_with_404_and_problem_details(string path)
    {
        var answer = await api.GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.Status, answer.MediaType));
    }

    [Fact]
    public async Task Requests_during_a_database_outage_get_503_and_Retry_After_without_address_or_password()
    {
        foreach (var answer in (Answer[])
        [
            await api.PostAsync(Roadmaps, Valid),
            await api.PostAsync(Review, """{"approved":true}"""),
            await api.GetAsync(Review[..^"/review".Length]),
        ])
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.Status, answer.MediaType));
            Assert.Equal(TimeSpan.FromSeconds(5), answer.RetryAfter);
            Assert.Contains("\"cause\":\"unavailable\"", answer.Text);
            Assert.DoesNotContain("hush", answer.Text);
            Assert.DoesNotContain("127.0.0.1", answer.Text);
        }
    }

    [Theory]
    [InlineData("Idempotency-Key:", "empty")]
    [InlineData("Idempotency-Key:  \t ", "empty")]
    [InlineData("Idempotency-Key: a\r\nIdempotency-Key: b", "2 values")]
    [InlineData("Idempotency-Key: a\r\nIdempotency-Key:", "2 values")]
    [InlineData("Idempotency-Key: a b", "a value with other characters")]
    [InlineData("Idempotency-Key: a\u0001b", "a value with other characters")]
    [InlineData("Idempotency-Key: a\u007fb", "a value with other characters")]
    public async Task An_idempotency_key_that_is_none_is_refused_by_name(string header, string given)
    {
        var answer = await SendAsync(header);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains(
            $"Idempotency-Key must be one value of 1 to 200 visible ASCII characters (was {given}).", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Idempotency-Key: a,b")]
    [InlineData("Accept: */*")]
    public async Task A_valid_idempotency_key_and_none_reach_the_database(string header) =>
        Assert.StartsWith("HTTP/1.1 503 ", await SendAsync(header), StringComparison.Ordinal);

    private Task<string> SendAsync(string header) => api.SendRawAsync(
        $"POST {Roadmaps} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
        + $"Content-Length: {Valid.Length}\r\n{header}\r\n\r\n{Valid}");

    private async Task<Dictionary<string, string[]>> AssertNamesAsync(string path, string? body, params string[] fields)
    {
        var answer = await api.PostAsync(path, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var errors = answer.Errors();
        Assert.Equal(fields, errors.Keys.Order());
        Assert.All(errors.Values, messages => Assert.All(messages, Assert.NotEmpty));
        Assert.All(["Implicit", "System.", "RoadmapAgent.", "   at "], internals => Assert.DoesNotContain(internals, answer.Text));
        return errors;
    }
}
