namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>Ends an AppHost that is refused with its reason and exit code 1, instead of a stack trace.</summary>
internal static class RefusalReport
{
    private const int RefusedExitCode = 1;

    private static int Registrations;

    /// <summary>
    /// Registers for refusals that nothing catches. A testing builder does catch them, and passes them to the test.
    /// </summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref Registrations, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
            {
                if (Find(unhandled.ExceptionObject as Exception) is { } refusal)
                {
                    Console.Error.WriteLine(refusal.Message);
                    Environment.Exit(RefusedExitCode);
                }
            };
        }
    }

    // Run wraps what was thrown in an AggregateException.
    private static ConnectionBudgetException? Find(Exception? exception) => exception switch
    {
        null => null,
        ConnectionBudgetException refusal => refusal,
        AggregateException several => several.InnerExceptions.Select(Find).FirstOrDefault(refusal => refusal is not null),
        _ => Find(exception.InnerException),
    };
}
