using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using RoadmapAgent.Connections.AdminConsole;
using static RoadmapAgent.Tests.Unit.Connections.AdminConsole.FakeConsole;

namespace RoadmapAgent.Tests.Unit.Connections.AdminConsole;

/// <summary>
/// Spoilt answers of a real console. Those that bring an outcome which none before had are spoilt further: the outcome stands for the code
/// that was reached.
/// </summary>
public sealed partial class AdminConsoleFuzzTests
{
    private const int Cases = 400;
    private const int Factor = 20;

    private static readonly Func<AdminConsoleConnection, Task>[] Commands =
    [
        console => console.ShowPoolsAsync(), console => console.ShowStatsAsync(), console => console.ShowDatabasesAsync(),
        console => console.ShowClientsAsync(), console => console.ShowServersAsync(), console => console.ShowListsAsync(),
        console => console.ShowConfigAsync(), console => console.ShowVersionAsync(), console => console.SupportsPreparedStatementsAsync(),
        console => console.PauseAsync(), console => console.ShowAsync("POOLS"),
    ];

    private static readonly byte[][] Challenges =
    [
        Authentication(3), Authentication(5, "salt"), Authentication(10, "SCRAM-SHA-256\0\0"), Authentication(11, "r=abc,s=AAAA,i=4096"),
        Authentication(12, "v=AAAA"), Message('E', Encoding.UTF8.GetBytes("SFATAL\0VFATAL\0C08P01\0Mnot allowed\0\0")),
    ];

    [Fact]
    public Task A_spoilt_answer_is_an_error_of_the_console_or_read() => FuzzAsync(
        Recorded,
        (bytes, random) => OutcomeOfAsync(
            async script =>
            {
                await script.WelcomeAsync();
                await script.ReadMessageAsync();
                await script.SendAsync(bytes);
            },
            Commands[random.Next(Commands.Length)]));

    [Fact]
    public Task A_spoilt_login_is_an_error_of_the_console_or_read() => FuzzAsync(
        [Captured.Login, .. Challenges],
        (bytes, _) => OutcomeOfAsync(
            async script =>
            {
                await script.ReadStartupAsync();
                await script.SendAsync(bytes);
            },
            console => console.ShowVersionAsync()));

    private static byte[][] Recorded => [.. typeof(Captured).GetProperties(BindingFlags.Static | BindingFlags.Public)
        .Select(property => (byte[])property.GetValue(null)!)];

    private static async Task FuzzAsync(IEnumerable<byte[]> corpus, Func<byte[], Random, Task<string>> run)
    {
        var seed = Random.Shared.Next(1_000_000);
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}.");
        var (random, inputs, outcomes) = (new Random(seed), new List<byte[]>(corpus), new HashSet<string>());
        for (var n = 0; n < (FullRun.IsOn ? Cases * Factor : Cases); n++)
        {
            var spoilt = Bytes.Spoil(inputs[random.Next(inputs.Count)], inputs, random);
            if (outcomes.Add(await run(spoilt, random)))
            {
                inputs.Add(spoilt);
            }
        }

        TestContext.Current.TestOutputHelper.WriteLine(string.Join(Environment.NewLine, outcomes.Order()));
        Assert.True(outcomes.Count > 5, "the answers were not spoilt");
    }

    /// <summary>Returns what came of it, without what depends on the bytes; fails on any other exception than the declared one.</summary>
    private static async Task<string> OutcomeOfAsync(Func<FakeConsole, Task> script, Func<AdminConsoleConnection, Task> command)
    {
        await using var server = new FakeConsole(script);
        try
        {
            await using var console = await AdminConsoleConnection.OpenAsync(server.Options, TestContext.Current.CancellationToken);
            await command(console);
            return "read";
        }
        catch (AdminConsoleException e)
        {
            Assert.DoesNotContain("took longer", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(server.Options.Password, e.ToString(), StringComparison.Ordinal);
            return Particulars().Replace(e.Message, "…");
        }
    }

    [GeneratedRegex("[0-9]+|'.*'|\"[^\"]*\"|: .*")]
    private static partial Regex Particulars();
}
