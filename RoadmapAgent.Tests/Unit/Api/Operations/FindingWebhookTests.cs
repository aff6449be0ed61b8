using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using RoadmapAgent.Api.Operations;
using RoadmapAgent.Data.Operations;

namespace RoadmapAgent.Tests.Unit.Api.Operations;

public sealed class FindingWebhookTests
{
    private static readonly Finding Paused =
        new(FindingLevel.Unhealthy, "pooler", FindingKind.PoolerPaused, "PgBouncer lets nobody through.");
    private static readonly Finding Waiting = new(FindingLevel.Degraded, "content", FindingKind.LongWait, "A client has waited 6 s.");

    [Fact]
    public void Only_what_is_new_worse_or_gone_is_a_change()
    {
        Assert.True(FindingChanges.Between([Waiting], [Waiting with { Message = "A client has waited 7 s." }]).IsEmpty);

        var changes = FindingChanges.Between([Waiting, Paused], [Waiting with { Level = FindingLevel.Unhealthy }]);
        Assert.Equal([Waiting with { Level = FindingLevel.Unhealthy }], changes.Raised);
        Assert.Equal([Paused], changes.Cleared);
    }

    [Fact]
    public void A_message_says_in_words_what_has_changed()
    {
        var message = FindingWebhook.Message(Samples.Now, FindingChanges.Between([Waiting], [Paused]), [Paused]);

        Assert.Equal("Unhealthy: PgBouncer lets nobody through.\nOver: A client has waited 6 s.", message.Text);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 8)]
    [InlineData(50, 60)]
    public void The_pause_after_a_refusal_grows_up_to_a_minute(int refusals, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), FindingWebhook.Pause(refusals));

    [Fact]
    public async Task A_change_is_posted_until_it_is_accepted_and_then_never_again()
    {
        var bodies = new List<string>();
        await using var receiver = await StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            lock (bodies)
            {
                bodies.Add(body);
                context.Response.StatusCode = (int)(bodies.Count == 1 ? HttpStatusCode.InternalServerError : HttpStatusCode.NoContent);
            }
        });
        var log = new FakeLogger<FindingWebhook>();
        var address = receiver.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var webhook = new FindingWebhook(
            Options.Create(new OperationsOptions { Webhook = new($"{address}/T0/secret") }), TimeProvider.System, log);
        webhook.Assume([Waiting]);
        webhook.Report([Waiting, Paused]);

        await webhook.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => bodies.Count == 2);
        webhook.Report([Paused]);
        await UntilAsync(() => bodies.Count == 3);
        await webhook.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Names(bodies[0], "raised"), Names(bodies[1], "raised"));
        Assert.Equal(["pooler-paused"], Names(bodies[1], "raised"));
        Assert.Empty(Names(bodies[1], "cleared"));
        Assert.Equal(["long-wait", "pooler-paused"], Names(bodies[1], "findings"));
        Assert.Empty(Names(bodies[2], "raised"));
        Assert.Equal(["long-wait"], Names(bodies[2], "cleared"));
        Assert.DoesNotContain(log.Collector.GetSnapshot(), line => line.Message.Contains("secret", StringComparison.Ordinal));

        async Task UntilAsync(Func<bool> condition)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromMinutes(1));
            while (true)
            {
                lock (bodies)
                {
                    if (condition())
                    {
                        return;
                    }
                }

                await Task.Delay(50, patience.Token);
            }
        }
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate handle)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/T0/secret", handle);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static List<string> Names(string body, string list)
    {
        using var json = JsonDocument.Parse(body);
        return [.. json.RootElement.GetProperty(list).EnumerateArray().Select(f => f.GetProperty("kind").GetString()!).Order()];
    }
}
