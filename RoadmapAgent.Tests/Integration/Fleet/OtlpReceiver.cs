using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>The fields of a span that the tests use.</summary>
public sealed record ReceivedSpan(string Service, string TraceId, string SpanId, string ParentSpanId, string Name);

/// <summary>A reported number of <c>used</c> or <c>idle</c> connections in the pool of one process.</summary>
public sealed record ReceivedConnections(string Service, string Instance, string State, long Count);

/// <summary>Receives OpenTelemetry over HTTP as protobuf: https://opentelemetry.io/docs/specs/otlp/#otlphttp</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;

    public OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.MapPost("/v1/traces", request => ReceiveAsync(request, ReadSpans));
        _application.MapPost("/v1/metrics", request => ReceiveAsync(request, ReadMetrics));
        _application.MapPost("/v1/logs", request => ReceiveAsync(request, ReadLogs));
    }

    public string Address => _application.Urls.First();

    public ConcurrentBag<ReceivedSpan> Spans { get; } = [];

    /// <summary>(service, metric)</summary>
    public ConcurrentDictionary<(string Service, string Metric), bool> Metrics { get; } = [];

    /// <summary>The instances that sent <c>postgresql.backends</c>, in order of arrival.</summary>
    public ConcurrentQueue<string> Monitors { get; } = [];

    /// <summary>Every received value of <c>db.client.connection.count</c>, in order of arrival.</summary>
    public ConcurrentQueue<ReceivedConnections> Connections { get; } = [];

    /// <summary>(service, service.instance.id)</summary>
    public ConcurrentDictionary<(string Service, string Instance), bool> Instances { get; } = [];

    /// <summary>Services that sent logs.</summary>
    public ConcurrentDictionary<string, bool> Logging { get; } = [];

    /// <summary>Paths of requests that carried a password of the fleet; see <see cref="FleetFixture.SecretMark"/>.</summary>
    public ConcurrentQueue<string> Leaks { get; } = [];

    public Task StartAsync() => _application.StartAsync();

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context, Action<ReadOnlyMemory<byte>> read)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (Encoding.Latin1.GetString(body.ToArray()).Contains(FleetFixture.SecretMark, StringComparison.OrdinalIgnoreCase))
        {
            Leaks.Enqueue(context.Request.Path);
        }

        read(body.ToArray());
        context.Response.ContentType = "application/x-protobuf";
    }

    // Field numbers: https://github.com/open-telemetry/opentelemetry-proto/tree/main/opentelemetry/proto
    private void ReadSpans(ReadOnlyMemory<byte> request)
    {
        foreach (var (service, _, spans) in Scopes(request))
        {
            foreach (var span in spans)
            {
                Spans.Add(new(service, span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5)));
            }
        }
    }

    private void ReadMetrics(ReadOnlyMemory<byte> request)
    {
        foreach (var (service, instance, metrics) in Scopes(request))
        {
            foreach (var metric in metrics)
            {
                Metrics[(service, metric.Text(1))] = true;
                if (metric.Text(1) == "postgresql.backends")
                {
                    Monitors.Enqueue(instance);
                }

                if (metric.Text(1) == "db.client.connection.count")
                {
                    ReadConnections(service, instance, metric);
                }
            }
        }
    }

    private void ReadConnections(string service, string instance, ProtobufMessage metric)
    {
        foreach (var point in metric.Messages(7).SelectMany(sum => sum.Messages(1)))
        {
            var state = point.Messages(7).First(attribute => attribute.Text(1) == "db.client.connection.state").Messages(2).First().Text(1);
            Connections.Enqueue(new(service, instance, state, point.Number(6)));
        }
    }

    private void ReadLogs(ReadOnlyMemory<byte> request)
    {
        foreach (var (service, _, _) in Scopes(request))
        {
            Logging[service] = true;
        }
    }

    /// <summary>All three requests have the same shape: resource, scope, item.</summary>
    private IEnumerable<(string Service, string Instance, List<ProtobufMessage> Items)> Scopes(ReadOnlyMemory<byte> request)
    {
        foreach (var resource in new ProtobufMessage(request).Messages(1))
        {
            var attributes = resource.Messages(1)
                .SelectMany(r => r.Messages(1))
                .ToDictionary(a => a.Text(1), a => a.Messages(2).First().Text(1));
            var service = attributes.GetValueOrDefault("service.name", "");
            var instance = attributes.GetValueOrDefault("service.instance.id", "");
            Instances[(service, instance)] = true;
            foreach (var scope in resource.Messages(2))
            {
                yield return (service, instance, [.. scope.Messages(2)]);
            }
        }
    }
}
