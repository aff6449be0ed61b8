using Microsoft.Extensions.Options;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Connections.Elastic;
using RoadmapAgent.ServiceDefaults;

namespace RoadmapAgent.Api.Operations;

/// <summary>
/// Moves the shares of the pooler while this process holds the monitor's lease, so that exactly one process does. When it stops, it returns
/// what was borrowed; if it is killed, the shares stay as they are, within the budget and above their minimum, until the next holder goes
/// on from there.
/// </summary>
internal sealed partial class ElasticShares(
    IConfiguration configuration,
    IOptions<OperationsOptions> options,
    MonitorLease lease,
    TimeProvider time,
    ILogger<ElasticShares> logger)
    : BackgroundLoop(time, logger)
{
    // PgBouncer closes idle connections above the size within a third of a second.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    // A turn that takes longer is given up: it has to be over before another process may begin.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private IReadOnlyList<ElasticShare> _shares = [];
    private ElasticController? _controller;
    private AdminConsoleConnection? _console;

    protected override string Failure => "The shares of the pooler could not be moved";

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value is not { SharesFile.Length: > 0, Declared: { IsElastic: true } fleet })
        {
            return Task.CompletedTask;
        }

        _shares = ElasticShare.Of(fleet);
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_controller is not null)
        {
            await TryAsync(ReturnAsync, cancellationToken);
        }

        await CloseAsync();
    }

    protected override async Task<TimeSpan?> TurnAsync(CancellationToken stoppingToken)
    {
        if (!lease.IsHeldFor(TimeSpan.Zero))
        {
            await CloseAsync();
        }
        else if (lease.IsHeldFor(Limit))
        {
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            turn.CancelAfter(Limit);
            await MoveAsync(turn.Token);
        }

        return Interval;
    }

    private async Task MoveAsync(CancellationToken cancellationToken)
    {
        var shares = await SharesAsync(cancellationToken);
        if (await shares.ReadAsync(cancellationToken) is { } readings)
        {
            // A new holder begins with the sizes that it finds.
            _controller ??= new(_shares);
            await ApplyAsync(shares, _controller.Next(Time.GetUtcNow(), readings), readings, cancellationToken);
        }
    }

    protected override void OnFailed(Exception exception)
    {
        // The connection may be broken; the next turn opens another.
        _ = CloseAsync();
    }

    private async Task<PoolerShares> SharesAsync(CancellationToken cancellationToken)
    {
        if (_console is not { IsOpen: true })
        {
            var console = AdminConsoleOptions.Parse(configuration.GetConnectionString(ActionsApi.AdminConsoleName)!);
            _console = await AdminConsoleConnection.OpenAsync(
                console with { ConnectTimeout = Limit, CommandTimeout = Limit }, cancellationToken);
        }

        return new(_console, options.Value.SharesFile, _shares, options.Value.RolePrefix);
    }

    private async Task ApplyAsync(
        PoolerShares shares, ElasticStep step, IReadOnlyList<ElasticReading> readings, CancellationToken cancellationToken)
    {
        await shares.ApplyAsync(step, cancellationToken);
        if (step.IsChanged)
        {
            LogMoved(string.Join(", ", _shares
                .Select((share, i) => (share.Service, Before: readings[i].Size, After: step.Sizes[i]))
                .Where(share => share.Before != share.After)
                .Select(share => $"{share.Service} {share.Before} to {share.After}")));
        }
    }

    /// <summary>Returns what was borrowed, as far as running transactions allow in a few seconds.</summary>
    private async Task ReturnAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var shares = await SharesAsync(limit.Token);
        while (lease.IsHeldFor(Limit)
            && await shares.ReadAsync(limit.Token) is { } readings
            && !readings.Select(reading => reading.Size).SequenceEqual(_shares.Select(share => share.Share)))
        {
            await ApplyAsync(shares, _controller!.Back(readings), readings, limit.Token);
            await Task.Delay(Interval / 5, Time, limit.Token);
        }
    }

    private async Task CloseAsync()
    {
        _controller = null;
        if (Interlocked.Exchange(ref _console, null) is { } console)
        {
            await console.DisposeAsync();
        }
    }

    [LoggerMessage(LogLevel.Information, "The pooler's shares move: {Shares}.")]
    private partial void LogMoved(string shares);
}
