using Microsoft.Extensions.Time.Testing;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

public sealed class DatabaseCircuitTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly DatabaseCircuit _circuit;

    public DatabaseCircuitTests() => _circuit = new(_time);

    [Fact]
    public void A_unit_of_work_that_waited_in_vain_opens_the_circuit()
    {
        FailAfter(15);

        Assert.True(_circuit.IsOpen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_failure_that_made_nobody_wait_does_not(double seconds)
    {
        FailAfter(seconds);

        Assert.False(_circuit.IsOpen);
    }

    [Fact]
    public void A_failure_beside_others_that_are_served_does_not()
    {
        var began = _circuit.Begin();
        Pass(10);
        _circuit.Served();
        Pass(5);
        _circuit.Failed(began);

        Assert.False(_circuit.IsOpen);
    }

    [Fact]
    public void What_was_served_before_a_failure_began_does_not_excuse_it()
    {
        _circuit.Served();
        Pass(1);
        FailAfter(15);

        Assert.True(_circuit.IsOpen);
    }

    [Fact]
    public void Whatever_is_served_closes_it_at_once()
    {
        FailAfter(15);

        _circuit.Served();

        Assert.False(_circuit.IsOpen);
    }

    [Fact]
    public void A_fast_failure_does_not_close_it()
    {
        FailAfter(15);
        FailAfter(0);

        Assert.True(_circuit.IsOpen);
    }

    [Fact]
    public void A_failure_that_began_before_the_end_of_an_outage_does_not_open_it_again()
    {
        var began = _circuit.Begin();
        FailAfter(15);
        _circuit.Served();
        _circuit.Failed(began);

        Assert.False(_circuit.IsOpen);
    }

    private void FailAfter(double seconds)
    {
        var began = _circuit.Begin();
        Pass(seconds);
        _circuit.Failed(began);
    }

    private void Pass(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}
