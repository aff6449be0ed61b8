using Microsoft.Extensions.Options;
using OpenTelemetry;
using RoadmapAgent.Data.Operations;
using RoadmapAgent.Domain;
using RoadmapAgent.ServiceDefaults;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.Api.Operations;

/// <summary>
/// Posts changes of the findings to <see cref="OperationsSettings.Webhook"/>, until they are accepted: what changes in the meantime is part
/// of the next attempt. Only the process that measures reports anything.
/// </summary>
internal sealed class FindingWebhook(IOptions<OperationsOptions> options, TimeProvider time, ILogger<FindingWebhook> logger)
    : BackgroundLoop(time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WebhookPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // Not from the factory: its clients log addresses, and this one may be a secret, which must not follow a redirection either.
    private readonly HttpClient _client = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = WebhookPatience,
    };

    private volatile IReadOnlyList<Finding> _present = [];
    private volatile IReadOnlyList<Finding> _accepted = [];
    private int _refusals;
    private DateTimeOffset _notBefore;

    protected override string Failure => "The findings were not accepted by the webhook";

    /// <summary>Sets what is known to the receiver.</summary>
    public void Assume(IReadOnlyList<Finding> findings) => (_accepted, _present) = (findings, findings);

    /// <summary>Sets the present findings.</summary>
    public void Report(IReadOnlyList<Finding> findings) => _present = findings;

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Webhook is not { } address)
        {
            return null;
        }

        var present = _present;
        var changes = FindingChanges.Between(_accepted, present);
        if (!changes.IsEmpty && Time.GetUtcNow() >= _notBefore)
        {
            await PostAsync(address, Message(Time.GetUtcNow(), changes, present), stoppingToken);
            _refusals = 0;
            _accepted = present;
        }

        return Interval;
    }

    protected override void OnFailed(Exception exception) => _notBefore = Time.GetUtcNow() + Pause(++_refusals);

    /// <summary>2, 4, 8 … 60 s.</summary>
    internal static TimeSpan Pause(int refusals) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Clamp(refusals, 1, 10))));

    /// <summary>Creates the message. <c>text</c> is what chat services show of it.</summary>
    internal static WebhookMessage Message(DateTimeOffset at, FindingChanges changes, IReadOnlyList<Finding> present) => new(
        at,
        string.Join('\n', [
            .. changes.Raised.Select(finding => $"{finding.Level}: {finding.Message}"),
            .. changes.Cleared.Select(finding => $"Over: {finding.Message}"),
        ]),
        changes.Raised,
        changes.Cleared,
        present);

    private async Task PostAsync(Uri address, WebhookMessage message, CancellationToken cancellationToken)
    {
        // A span would contain the address.
        using var suppressed = SuppressInstrumentationScope.Begin();
        using var response = await _client.PostAsJsonAsync(address, message, DomainJson.Options, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"It answered with HTTP {(int)response.StatusCode}.");
        }
    }

    /// <summary>The body of a request to the webhook.</summary>
    /// <param name="At">When it was sent.</param>
    /// <param name="Text">The changes in words.</param>
    /// <param name="Raised">The new findings.</param>
    /// <param name="Cleared">The findings that are gone.</param>
    /// <param name="Findings">All present findings.</param>
    internal sealed record WebhookMessage(
        DateTimeOffset At,
        string Text,
        IReadOnlyList<Finding> Raised,
        IReadOnlyList<Finding> Cleared,
        IReadOnlyList<Finding> Findings);
}
