using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Benchmarks.Measurements.Api;

namespace RoadmapAgent.Tests.Unit.Benchmarks.Measurements;

public sealed class WatchersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watcher_that_is_refused_comes_back_and_one_whose_stream_ends_names_the_last_event_it_has_seen()
    {
        var visits = new ConcurrentQueue<string?>();
        await using var server = await StartAsync(async context =>
        {
            visits.Enqueue(context.Request.Headers["Last-Event-ID"]);
            switch (visits.Count)
            {
                case 1:
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    break;
                case 2:
                    await context.Response.WriteAsync("id: 7\ndata: {}\n\nid: 8\ndata: {}\n\n", context.RequestAborted);
                    break;
                default:
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    await Task.Delay(Timeout.Infinite, context.RequestAborted);
                    break;
            }
        });

        await using var watchers = Watchers.Start([new Uri(server.Urls.First())]);
        await watchers.ConnectedAsync(connected => connected == 1 && visits.Count == 3, Cancellation);

        Assert.Equal([null, null, "8"], visits);
        Assert.Equal(1, watchers.Errors);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_no_refusal()
    {
        Uri address;
        await using (var server = await StartAsync(_ => Task.CompletedTask))
        {
            address = new(server.Urls.First());
        }

        await using var watchers = Watchers.Start([address]);
        await using var back = await StartAsync(
            async context =>
            {
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
            address);
        await watchers.ConnectedAsync(connected => connected == 1, Cancellation);

        Assert.Equal(0, watchers.Errors);
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer, Uri? address = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address?.ToString() ?? "http://127.0.0.1:0");
        var application = builder.Build();
        application.Run(answer);
        await application.StartAsync(Cancellation);
        return application;
    }
}
