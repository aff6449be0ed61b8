using System.Diagnostics;
using System.Globalization;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class ScaledByHandTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact(Explicit = true)]
    public async Task An_undeclared_process_is_reported_until_it_ends()
    {
        using var third = Process.Start(Another(fleet.ProcessesOf("content")[0]))!;
        try
        {
            third.BeginOutputReadLine();
            await SaysAsync("content runs in 3 processes, but 2 were declared", found: true);
        }
        finally
        {
            using var end = Process.Start("kill", ["-TERM", third.Id.ToString(CultureInfo.InvariantCulture)]);
            await third.WaitForExitAsync(Cancellation);
        }

        await SaysAsync("content runs in", found: false);
    }

    /// <summary>The same program with the same settings, on a port of its own.</summary>
    private static ProcessStartInfo Another(int pid)
    {
        var command = Strings($"/proc/{pid}/cmdline");
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = new FileInfo($"/proc/{pid}/cwd").ResolveLinkTarget(returnFinalTarget: true)!.FullName,
            RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        foreach (var setting in Strings($"/proc/{pid}/environ"))
        {
            var name = setting[..setting.IndexOf('=', StringComparison.Ordinal)];
            start.Environment[name] = name == "ASPNETCORE_URLS" ? "http://127.0.0.1:0" : setting[(name.Length + 1)..];
        }

        return start;
    }

    private static string[] Strings(string path) => File.ReadAllText(path).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private Task SaysAsync(string finding, bool found) =>
        Eventually.TrueAsync(Patience, () => $"'{finding}' was {(found ? "never" : "still")} found", async () =>
    {
        using var health = await fleet.Api.GetAsync(new Uri("/health/connections", UriKind.Relative), Cancellation);
        return (await health.Content.ReadAsStringAsync(Cancellation)).Contains(finding, StringComparison.Ordinal) == found;
    });
}
