using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace RoadmapAgent.Tests.Integration.Hostile;

/// <summary>Counts requests and answers, and keeps what is wrong.</summary>
internal sealed class Tally
{
    private const int DefectsShown = 20;

    private readonly ConcurrentDictionary<int, int> _statuses = [];
    private readonly ConcurrentDictionary<string, int> _kinds = [];
    private readonly ConcurrentDictionary<string, int> _operations = [];
    private readonly ConcurrentQueue<string> _defects = [];
    private readonly Lock _lock = new();
    private (TimeSpan Time, string What) _slowest;

    /// <summary>What is wrong, each with its request.</summary>
    public IReadOnlyCollection<string> Defects => _defects;

    /// <summary>The number of requests.</summary>
    public int Requests => _kinds.Values.Sum();

    /// <summary>Counts an answer.</summary>
    public void Add(HostileRequest request, RawAnswer answer, IEnumerable<string> defects)
    {
        _statuses.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
        _kinds.AddOrUpdate(request.Kind, 1, (_, count) => count + 1);
        _operations.AddOrUpdate(request.Operation?.Id ?? "none", 1, (_, count) => count + 1);
        lock (_lock)
        {
            if (answer.Time > _slowest.Time)
            {
                _slowest = (answer.Time, $"{answer.Status} to {request.Operation?.Id ?? "no operation"}, {request.Kind}");
            }
        }

        foreach (var defect in defects)
        {
            var operation = request.Operation?.Id ?? "No operation";
            _defects.Enqueue($"{operation}, {request.Kind}: {defect}\n{request}\n→ {answer.Status} {Shorten(answer.Text)}\n");
        }
    }

    /// <summary>Adds a defect that belongs to no request.</summary>
    public void Add(string defect) => _defects.Enqueue(defect);

    /// <summary>Says what was sent and how it was answered, as Markdown.</summary>
    public string Report(HostileSettings settings, TimeSpan time, IReadOnlyDictionary<string, (long Before, long After)> memory)
    {
        var text = new StringBuilder();
        Line($"Seed {settings.Seed}: {Requests} requests of {_kinds.Count} kinds to {_operations.Count - 1} operations");
        Line($"in {time.TotalSeconds:0} s; {_defects.Count} defects.");
        Line($"Slowest answer: {_slowest.Time.TotalMilliseconds:0} ms ({_slowest.What}).");
        Line($"");
        Line($"| status | answers |");
        Line($"|---|---:|");
        foreach (var (status, count) in _statuses.OrderBy(status => status.Key))
        {
            Line($"| {(status == 0 ? "closed" : $"{status}")} | {count} |");
        }

        Line($"");
        Line($"| process | MiB before | MiB after |");
        Line($"|---|---:|---:|");
        foreach (var (process, (before, after)) in memory)
        {
            Line($"| {process} | {before >> 20} | {after >> 20} |");
        }

        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The first defects, one text.</summary>
    public string Shown() => string.Join('\n', _defects.Take(DefectsShown));

    private static string Shorten(string text) => text.Length <= 600 ? text : $"{text[..600]}…";
}
