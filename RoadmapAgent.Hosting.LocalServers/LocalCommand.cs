using System.ComponentModel;
using System.Diagnostics;

namespace RoadmapAgent.Hosting.LocalServers;

/// <summary>Runs a local command to completion.</summary>
internal static class LocalCommand
{
    private const int ReportedLines = 5;

    /// <summary>Runs a command and returns what it wrote to its standard output.</summary>
    /// <param name="command">The program.</param>
    /// <param name="arguments">Its arguments; visible to other users of the machine, so never secrets.</param>
    /// <param name="input">Its standard input, which may contain secrets; null for none.</param>
    /// <param name="cancellationToken">Kills the command.</param>
    /// <exception cref="DistributedApplicationException">
    /// The command is missing or failed; the message ends with the last lines of its output.
    /// </exception>
    public static async Task<string> RunAsync(
        string command, IEnumerable<string> arguments, string? input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            // Without input, standard input stays open: when it closes, a leashed command knows that this process has ended.
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
                process.StandardInput.Close();
            }

            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? await output : throw Failed(command, process.ExitCode, await output + await error);
        }
        catch
        {
            // Not the whole process tree: .NET suspends it before killing it, and an AppHost that ends in between would leave suspended
            // processes behind. The child of a leash ends with it.
            process.Kill();
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new DistributedApplicationException($"'{start.FileName}' could not be started: {e.Message}.", e);
        }
    }

    private static DistributedApplicationException Failed(string command, int exitCode, string words)
    {
        var lines = words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(ReportedLines);
        return new($"'{Path.GetFileName(command)}' ended with exit code {exitCode}: {string.Join(" / ", lines)}");
    }
}
