namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>A test on a running fleet. When it fails, what the resources logged is in its output.</summary>
/// <param name="fleet">The fleet.</param>
public abstract class FleetTest(FleetFixture fleet) : IAsyncDisposable
{
    private const int Lines = 300;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            foreach (var line in fleet.Log.TakeLast(Lines))
            {
                TestContext.Current.TestOutputHelper?.WriteLine(line);
            }
        }

        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
