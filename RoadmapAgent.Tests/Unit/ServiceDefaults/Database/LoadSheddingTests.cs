using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

public sealed class LoadSheddingTests : IDisposable
{
    private readonly Measurements _measurements = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _measurements.Dispose();

    [Theory]
    [InlineData("/api/roadmaps", 0, false)]
    [InlineData("/api/roadmaps", 1, false)]
    [InlineData("/api/roadmaps", 2, true)]
    [InlineData("/api/roadmaps/x/events", 2, true)]
    [InlineData("/health", 2, false)]
    [InlineData("/api/operations/connections", 2, false)]
    public async Task Requests_that_need_the_database_are_refused_while_others_wait_for_more_than_two_seconds(
        string path, int waiting, bool shed)
    {
        var options = Options.Create(new DatabaseOptions { Service = "api", MaxPoolSize = 4, GateTimeout = TimeSpan.FromSeconds(10) });
        var metrics = new DatabaseMetrics(_measurements, options);
        using var gate = new DatabaseGate(options, metrics, _time);
        for (var n = 0; n < 50; n++)
        {
            using (await gate.EnterAsync(Cancellation))
            {
                _time.Advance(TimeSpan.FromSeconds(0.9));
            }
        }

        using var place = await gate.EnterAsync(Cancellation);
        for (var n = 0; n < waiting; n++)
        {
            _ = gate.EnterAsync(Cancellation);
        }

        var admitted = false;
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Request = { Path = path }, Response = { Body = body } };
        var answer = new LoadShedding(
            _ =>
            {
                admitted = true;
                return Task.CompletedTask;
            },
            gate,
            new(_time),
            metrics,
            _time,
            "/api/roadmaps").InvokeAsync(context);
        _time.Advance(LoadShedding.ShortestPause - TimeSpan.FromMilliseconds(1));
        Assert.Equal(!shed, answer.IsCompleted);
        _time.Advance(LoadShedding.LongestPause);
        await answer;

        Assert.Equal(!shed, admitted);
        Assert.Equal(shed ? (503, "3") : (200, ""), (context.Response.StatusCode, context.Response.Headers.RetryAfter.ToString()));
        if (shed)
        {
            using var problem = JsonDocument.Parse(body.ToArray());
            Assert.Equal("gate_full", problem.RootElement.GetProperty("cause").GetString());
            Assert.Equal("gate_full", Assert.Single(_measurements.Of("roadmap_agent.database.saturation")).Tags["cause"]);
        }
    }

    [Theory]
    [InlineData("/api/roadmaps", true)]
    [InlineData("/api/roadmaps/x/events", true)]
    [InlineData("/health", false)]
    [InlineData("/api/operations/connections", false)]
    public async Task Requests_that_need_the_database_are_refused_while_the_circuit_is_open(string path, bool shed)
    {
        var options = Options.Create(new DatabaseOptions { Service = "api", MaxPoolSize = 4 });
        var metrics = new DatabaseMetrics(_measurements, options);
        using var gate = new DatabaseGate(options, metrics, _time);
        var circuit = new DatabaseCircuit(_time);
        var shedding = new LoadShedding(_ => Task.CompletedTask, gate, circuit, metrics, _time, "/api/roadmaps");
        var began = circuit.Begin();
        _time.Advance(TimeSpan.FromSeconds(15));
        circuit.Failed(began);

        var refused = Request(path);
        var answer = shedding.InvokeAsync(refused);
        _time.Advance(LoadShedding.LongestPause);
        await answer;
        circuit.Served();
        var admitted = Request(path);
        await shedding.InvokeAsync(admitted);

        Assert.Equal(
            shed ? (503, "2") : (200, ""), (refused.Response.StatusCode, refused.Response.Headers.RetryAfter.ToString()));
        Assert.Equal(200, admitted.Response.StatusCode);
        if (shed)
        {
            using var problem = JsonDocument.Parse(((MemoryStream)refused.Response.Body).ToArray());
            Assert.Equal("circuit_open", problem.RootElement.GetProperty("cause").GetString());
            Assert.Equal("circuit_open", Assert.Single(_measurements.Of("roadmap_agent.database.saturation")).Tags["cause"]);
        }
    }

    [Fact]
    public async Task A_client_that_leaves_during_the_pause_gets_no_answer()
    {
        var options = Options.Create(new DatabaseOptions { Service = "api", MaxPoolSize = 4 });
        var metrics = new DatabaseMetrics(_measurements, options);
        using var gate = new DatabaseGate(options, metrics, _time);
        var circuit = new DatabaseCircuit(_time);
        var began = circuit.Begin();
        _time.Advance(TimeSpan.FromSeconds(15));
        circuit.Failed(began);
        using var left = new CancellationTokenSource();
        var request = Request("/api/roadmaps");
        request.RequestAborted = left.Token;
        var answer = new LoadShedding(_ => Task.CompletedTask, gate, circuit, metrics, _time, "/api/roadmaps").InvokeAsync(request);

        await left.CancelAsync();
        await answer;

        Assert.Equal(0, request.Response.Body.Length);
    }

    private static DefaultHttpContext Request(string path) =>
        new() { Request = { Path = path }, Response = { Body = new MemoryStream() } };
}
