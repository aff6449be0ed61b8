using Microsoft.Extensions.Options;

namespace RoadmapAgent.ServiceDefaults;

/// <summary>Ends a process whose settings are wrong with one sentence for each of them and exit code 1, instead of a stack trace.</summary>
internal static class SettingsExit
{
    private const int RefusedExitCode = 1;

    private static int Registrations;

    /// <summary>Registers for refusals that nothing catches. Test hosts catch them and pass them to the test.</summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref Registrations, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
            {
                if (unhandled.ExceptionObject is OptionsValidationException refusal)
                {
                    foreach (var problem in refusal.Failures)
                    {
                        Console.Error.WriteLine(problem);
                    }

                    Environment.Exit(RefusedExitCode);
                }
            };
        }
    }
}
