using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running;

internal static partial class Posix
{
    public const int Terminate = 15, Kill = 9;

    public static void Signal(int process, int signal) => _ = SendSignal(process, signal);

    /// <summary>A child is the leader of its own session, so its group is everything that it started and that did not leave on purpose.</summary>
    public static void SignalGroup(int leader, int signal) => _ = SendSignal(-leader, signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
