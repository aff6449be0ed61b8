using System.Diagnostics;

namespace Aspire.Hosting.Running;

/// <summary>
/// Ends the children of an AppHost that was killed: a shell reads from a pipe whose other end only the AppHost holds, and at its end stops what it was told of.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const string Script = """
        children=" "
        while read -r verb child; do
          case $verb in
            add) children="$children$child " ;;
            remove) children="${children%% $child *} ${children#* $child }" ;;
          esac
        done
        for child in $children; do kill -s TERM "$child" 2>/dev/null; done
        tries=0
        while [ $tries -lt 60 ]; do
          alive=
          for child in $children; do kill -0 "$child" 2>/dev/null && alive=1; done
          [ -z "$alive" ] && break
          sleep 0.1
          tries=$((tries + 1))
        done
        for child in $children; do kill -s KILL -- "-$child" 2>/dev/null; done
        """;

    private readonly Lock _lock = new();
    private readonly Process _shell;

    public Watchdog()
    {
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Script, "aspire-watchdog"]) { RedirectStandardInput = true, WorkingDirectory = "/" };
        _shell = Process.Start(start) ?? throw new InvalidOperationException("The watchdog could not be started.");
        _shell.StandardInput.AutoFlush = true;
    }

    public void Add(int child) => Tell("add", child);

    public void Remove(int child) => Tell("remove", child);

    public void Dispose()
    {
        lock (_lock) _shell.StandardInput.Dispose();
        _shell.Dispose();
    }

    private void Tell(string verb, int child)
    {
        lock (_lock)
        {
            if (_shell.StandardInput.BaseStream.CanWrite) _shell.StandardInput.WriteLine($"{verb} {child}");
        }
    }
}
