using System.Text;
using System.Text.Json;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>
/// Makes requests from the API's description: a valid one, about which one thing is changed. The seed decides everything but the ids that
/// live at the moment.
/// </summary>
internal sealed class RequestForge
{
    // What would end the run, or make everybody else wait, is only ever asked for as another site's page.
    private static readonly HashSet<string> Guarded = ["DeleteAccount", "PausePooler"];

    // Costly: each opens connections of its own, and an export reads everything.
    private static readonly HashSet<string> Rare = ["ExportAccount", "ReconnectPooler", "RequeueErrors", "ResumePooler"];

    // Whether their values are valid depends on more than the description can say.
    private static readonly HashSet<string> Judged = ["AttemptQuiz", "AnswerDueQuestion", "DecideReview", "WatchRoadmap"];

    private readonly Random _random;
    private readonly ValueForge _values;
    private readonly string _host;
    private readonly Func<LiveIds> _live;
    private readonly Func<Caller, (string Name, string Value)?> _credentials;
    private readonly IReadOnlyList<ApiOperation> _operations;
    private readonly BodyMutations _bodies;
    private readonly IReadOnlyList<Action<Draft>> _envelopes;

    /// <param name="seed">Decides the requests.</param>
    /// <param name="description">The API.</param>
    /// <param name="host">The host and port of the requests.</param>
    /// <param name="live">Returns what lives at the moment.</param>
    /// <param name="credentials">Returns the header that identifies the caller; null for an anonymous one.</param>
    public RequestForge(
        int seed, ApiDescription description, string host, Func<LiveIds> live, Func<Caller, (string Name, string Value)?> credentials)
    {
        (_random, _host, _live, _credentials) = (new(seed), host, live, credentials);
        _values = new(_random, description);
        _bodies = new(_random, _values);
        _envelopes = [.. new TargetMutations(_random, _values).All, .. new HeaderMutations(_random, _values).All];
        _operations = [.. description.Operations().SelectMany(one => Enumerable.Repeat(one, Rare.Contains(one.Id) ? 1 : 8))];
    }

    /// <summary>Makes the next request.</summary>
    public HostileRequest Next()
    {
        var draft = Valid(_values.Pick(_operations));
        if (_random.Next(10) > 0)
        {
            draft.IsFramed = draft.Members is not null && _random.Next(3) > 0;
            _values.Pick(draft.IsFramed ? _bodies.All : _envelopes)(draft);
        }

        if (Judged.Contains(draft.Operation.Id) && draft.Expectation == Expectation.Allowed)
        {
            draft.Expectation = Expectation.Any;
        }

        // A changed method or target may make it another operation.
        if (draft.Method.Equals("DELETE", StringComparison.OrdinalIgnoreCase)
            && draft.Path.Contains("/account", StringComparison.OrdinalIgnoreCase) && draft.Operation.Id != "DeleteAccount")
        {
            draft.Method = "PATCH";
        }

        // The owner has more and more, and is who asks without a valid cookie.
        if (draft.Operation.Id == "ExportAccount" && _credentials(Caller.Other) is var (name, value))
        {
            draft.Set(name, value);
        }

        if (Guarded.Contains(draft.Operation.Id))
        {
            draft.Set("Sec-Fetch-Site", "cross-site");
            draft.Be($"{draft.Kind}, from another site", draft.Expectation == Expectation.Allowed ? Expectation.Any : draft.Expectation);
        }

        return draft.Finish();
    }

    /// <summary>Makes a valid request of an operation.</summary>
    public Draft Valid(ApiOperation operation)
    {
        var (draft, live, caller) = (new Draft(operation), _live(), CallerOf(operation));
        foreach (var parameter in operation.Parameters)
        {
            switch (parameter.In)
            {
                case "path":
                    var value = Uri.EscapeDataString(PathValue(parameter, live, caller));
                    draft.Path = draft.Path.Replace($"{{{parameter.Name}}}", value, StringComparison.Ordinal);
                    break;
                case "query" when parameter.Required || _random.Next(2) == 0:
                    draft.Query.Add($"{parameter.Name}={Uri.EscapeDataString(QueryValue(parameter, live, caller))}");
                    break;
                case "header" when _random.Next(3) == 0:
                    draft.Set(parameter.Name, Header(_values.Text(parameter.Schema)));
                    break;
            }
        }

        draft.Set("Host", _host);
        if (_credentials(caller) is var (name, given))
        {
            draft.Set(name, given);
        }

        if (operation.Body is { } body)
        {
            draft.ContentType = "application/json";
            draft.Members = [.. from property in body.GetProperty("properties").EnumerateObject()
                                where IsRequired(body, property.Name) || _random.Next(2) == 0
                                select (ValueForge.Quote(property.Name), BodyValue(property))];
        }

        return draft;
    }

    private Caller CallerOf(ApiOperation operation) => _random.Next(6) switch
    {
        _ when operation.Id == "ExportAccount" => Caller.Other,
        // What the other person has is compared at the end, so nothing is made or claimed in their name.
        0 when operation.Id is not ("CreateRoadmap" or "ClaimRoadmaps") => Caller.Other,
        1 => Caller.Anonymous,
        _ => Caller.Owner,
    };

    private string BodyValue(JsonProperty property) => property.Name == "goal" && _random.Next(3) > 0
        ? ValueForge.Quote(_values.Pick((string[])
            [
                "Become a .NET back-end developer", "Learn SQL in 3 weeks", "Play the hurdy-gurdy", "学习 Python", "Go, aber nicht Java",
                "Linux administrator for embedded devices, coming from Windows", "React & TypeScript 👩‍💻",
            ]))
        : _values.Valid(property.Value);

    private string PathValue(ApiParameter parameter, LiveIds live, Caller caller) => parameter.Name switch
    {
        "id" => $"{RoadmapId(live, caller)}",
        "card" => $"{(live.Cards.Count > 0 && _random.Next(4) > 0 ? _values.Pick(live.Cards) : Unknown())}",
        "conceptId" => _random.Next(8) == 0 ? _values.Text(parameter.Schema) : _values.Pick(live.Concepts),
        _ => Plain(_values.Valid(parameter.Schema)),
    };

    private string QueryValue(ApiParameter parameter, LiveIds live, Caller caller) => parameter.Name switch
    {
        "conceptId" => _values.Pick(live.Concepts),
        "after" when parameter.Schema.TryGetProperty("format", out _) => $"{RoadmapId(live, caller)}",
        // A position in the log: a time and a line.
        "after" => $"8dd{_random.NextInt64(1L << 48):x12}.{Unknown():N}",
        _ => Plain(_values.Valid(parameter.Schema)),
    };

    // Nobody asks for what is the other person's as the other person: it has to be unchanged at the end.
    private Guid RoadmapId(LiveIds live, Caller caller)
    {
        var states = live.Own.Where(ids => ids.Count > 0).ToList();
        return _random.Next(12) switch
        {
            0 => Unknown(),
            1 when live.Foreign.Count > 0 && caller != Caller.Other => _values.Pick(live.Foreign),
            2 when live.Deleted.Count > 0 => _values.Pick(live.Deleted),
            _ => states.Count > 0 ? _values.Pick(_values.Pick(states)) : Unknown(),
        };
    }

    private Guid Unknown()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new(bytes);
    }

    private static bool IsRequired(JsonElement body, string name) =>
        body.TryGetProperty("required", out var required) && required.EnumerateArray().Any(one => one.GetString() == name);

    /// <summary>Returns a JSON value as it is written in an address.</summary>
    internal static string Plain(string json) =>
        JsonElement.Parse(json) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : json;

    private static string Header(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
