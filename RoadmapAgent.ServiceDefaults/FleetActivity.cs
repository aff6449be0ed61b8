using System.Threading.Channels;
using Microsoft.Extensions.Options;
using RoadmapAgent.ServiceSettings;

namespace RoadmapAgent.ServiceDefaults;

/// <summary>
/// Whether anything happens in the fleet: requests and messages here, and those that other processes tell of. While nothing does, loops
/// look at the database rarely, and all at the same moments; whatever happens next ends their pauses.
/// </summary>
/// <param name="options">When the fleet is idle.</param>
/// <param name="time">The clock.</param>
public sealed class FleetActivity(IOptions<IdleOptions> options, TimeProvider time)
{
    // A timer may fire somewhat before the moment of a look.
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(1);

    private readonly IdleOptions _options = options.Value;
    private readonly Lock _lock = new();
    private readonly Channel<bool> _own = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _awakeSince = time.GetUtcNow();
    private long _last = time.GetTimestamp();
    private int _running;

    /// <summary>Whether nothing has happened for <see cref="IdleOptions.After"/>.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _options.Enabled == true && _running == 0 && time.GetElapsedTime(_last) >= _options.After;
            }
        }
    }

    /// <summary>When the fleet was last woken; when this process began, if it has not been idle since.</summary>
    public DateTimeOffset AwakeSince
    {
        get
        {
            lock (_lock)
            {
                return _awakeSince;
            }
        }
    }

    /// <summary>The time until all processes of an idle fleet look at the database.</summary>
    public TimeSpan UntilLook
    {
        get
        {
            var next = TimeSpan.FromTicks(_options.Interval.Ticks - (time.GetUtcNow().UtcTicks % _options.Interval.Ticks));
            return next < Early ? next + _options.Interval : next;
        }
    }

    /// <summary>
    /// The time for which this process will not report that it is running: until the look after the next, in case that one fails; zero
    /// unless the fleet is idle.
    /// </summary>
    public TimeSpan Silence => IsIdle ? UntilLook + _options.Interval : TimeSpan.Zero;

    /// <summary>Begins a request or a message.</summary>
    /// <returns>Ends it when disposed.</returns>
    public IDisposable Begin()
    {
        Happens(+1);
        return new Running(this);
    }

    /// <summary>Records that something happens in another process.</summary>
    public void Hear() => Happens(0);

    /// <summary>Waits until something happens in this process; returns at once while something is going on.</summary>
    public async Task OwnAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _running) == 0)
        {
            await _own.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>Waits between two turns of a loop: in an idle fleet until the next look, or until something happens.</summary>
    /// <param name="pause">How long, unless the fleet is idle.</param>
    /// <param name="due">When there is something to do in an idle fleet as well; null if that is not known.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task PauseAsync(TimeSpan pause, TimeSpan? due, CancellationToken cancellationToken)
    {
        Task woken;
        lock (_lock)
        {
            woken = _woken.Task;
        }

        var length = !IsIdle ? pause : due < UntilLook ? due.Value : UntilLook;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(length, time, ended.Token), woken);
        await ended.CancelAsync();
    }

    private void Happens(int running)
    {
        lock (_lock)
        {
            if (IsIdle)
            {
                _awakeSince = time.GetUtcNow();
                _woken.SetResult();
                _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            _last = time.GetTimestamp();
            _running += running;
        }

        if (running != 0)
        {
            _own.Writer.TryWrite(true);
        }
    }

    private sealed class Running(FleetActivity activity) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                activity.Happens(-1);
            }
        }
    }
}
