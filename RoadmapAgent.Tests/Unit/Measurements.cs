using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RoadmapAgent.Tests.Unit;

/// <summary>A measurement: the instrument's name, the value and its tags.</summary>
internal sealed record Measurement(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags);

/// <summary>Creates meters and records only their measurements.</summary>
internal sealed class Measurements : IMeterFactory
{
    private readonly ConcurrentQueue<Measurement> _heard = new();
    private readonly ConcurrentQueue<(string Name, string? Unit)> _instruments = new();
    private readonly List<Meter> _meters = [];
    private readonly MeterListener _listener;

    public Measurements()
    {
        _listener = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == this)
                {
                    _instruments.Enqueue((instrument.Name, instrument.Unit));
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All instruments with their units.</summary>
    public IReadOnlyCollection<(string Name, string? Unit)> Instruments => _instruments;

    /// <summary>The measurements of an instrument in order.</summary>
    public IReadOnlyList<Measurement> Of(string instrument) => [.. _heard.Where(measurement => measurement.Instrument == instrument)];

    /// <summary>The sum of an instrument's measurements.</summary>
    public double Sum(string instrument) => Of(instrument).Sum(measurement => measurement.Value);

    /// <summary>Reads the observable instruments once.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(meter => meter.Dispose());
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var copy = new Dictionary<string, object?>();
        foreach (var (name, tag) in tags)
        {
            copy[name] = tag;
        }

        _heard.Enqueue(new(instrument.Name, value, copy));
    }
}
