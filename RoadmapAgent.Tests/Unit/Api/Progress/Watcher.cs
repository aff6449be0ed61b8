using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using RoadmapAgent.Api.Progress;

namespace RoadmapAgent.Tests.Unit.Api.Progress;

/// <summary>A client that reads an event stream.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _leaving = new();
    private readonly StreamReader _lines;
    private readonly Task _serving;

    public Watcher(ProgressStream stream)
    {
        // No threshold: the server never waits for this reader.
        var pipe = new Pipe(new(pauseWriterThreshold: 0));
        Context = new() { RequestAborted = _leaving.Token };
        Context.Response.Body = pipe.Writer.AsStream();
        _lines = new(pipe.Reader.AsStream());
        _serving = ServeAsync(stream, pipe.Writer);
    }

    public DefaultHttpContext Context { get; }

    /// <summary>The next event's id, type and data; null when the stream has ended.</summary>
    public async Task<(long Id, string Type, string Data)?> NextAsync()
    {
        var fields = new Dictionary<string, string>();
        while (await _lines.ReadLineAsync().WaitAsync(Deadline) is { } line)
        {
            if (line.StartsWith(':'))
            {
                continue;
            }

            if (line.Length > 0)
            {
                var colon = line.IndexOf(": ", StringComparison.Ordinal);
                fields.Add(line[..colon], line[(colon + 2)..]);
            }
            else if (fields.Count > 0)
            {
                return (long.Parse(fields["id"], CultureInfo.InvariantCulture), fields["event"], fields["data"]);
            }
        }

        return null;
    }

    /// <summary>The ids of the next events.</summary>
    public async Task<List<long>> NextIdsAsync(int count)
    {
        var ids = new List<long>();
        while (ids.Count < count && await NextAsync() is { } next)
        {
            ids.Add(next.Id);
        }

        return ids;
    }

    /// <summary>The ids of all events up to the end of the stream.</summary>
    public Task<List<long>> RestAsync() => NextIdsAsync(int.MaxValue);

    /// <summary>Closes the connection and waits until the server has noticed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _serving.WaitAsync(Deadline);
        _leaving.Dispose();
        _lines.Dispose();
    }

    private async Task ServeAsync(ProgressStream stream, PipeWriter body)
    {
        try
        {
            await stream.ExecuteAsync(Context);
        }
        finally
        {
            await body.CompleteAsync();
        }
    }
}
