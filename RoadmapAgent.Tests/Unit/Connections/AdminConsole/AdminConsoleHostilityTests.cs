using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RoadmapAgent.Connections.AdminConsole;
using static RoadmapAgent.Tests.Unit.Connections.AdminConsole.FakeConsole;

namespace RoadmapAgent.Tests.Unit.Connections.AdminConsole;

public sealed class AdminConsoleHostilityTests
{
    private static readonly Dictionary<string, byte[]> Answers = new()
    {
        ["nothing"] = [],
        ["half a header"] = [(byte)'T', 0, 0],
        ["half a body"] = Captured.Pools[..100],
        ["all but the end"] = Captured.Pools[..^6],
        ["a negative length"] = [(byte)'T', 255, 255, 255, 255],
        ["a length less than its own"] = [(byte)'T', 0, 0, 0, 3],
        ["a length of two gigabytes"] = [(byte)'T', 127, 255, 255, 255, 0],
        ["a row before its columns"] = [.. Row("1"), .. Columns("a"), .. Complete(), .. Ready],
        ["columns twice"] = [.. Columns("a"), .. Columns("a"), .. Complete(), .. Ready],
        ["two columns of one name"] = [.. Columns("a", "a"), .. Complete(), .. Ready],
        ["a row with too many values"] = [.. Columns("a"), .. Row("1", "2"), .. Complete(), .. Ready],
        ["a row after the end"] = [.. Columns("a"), .. Complete(), .. Row("1"), .. Ready],
        ["two ends"] = [.. Columns("a"), .. Complete(), .. Complete(), .. Ready],
        ["no end"] = [.. Columns("a"), .. Ready],
        ["a negative number of columns"] = [.. Message('T', 255, 254), .. Complete(), .. Ready],
        ["more columns than there are"] = [.. Message('T', 3, 232), .. Complete(), .. Ready],
        ["a name that does not end"] = [.. Message('T', 0, 1, 97, 97), .. Complete(), .. Ready],
        ["a value that does not end"] = [.. Columns("a"), .. Message('D', 0, 1, 127, 255, 255, 255, 1), .. Complete(), .. Ready],
        ["a value of negative length"] = [.. Columns("a"), .. Message('D', 0, 1, 255, 255, 255, 254), .. Complete(), .. Ready],
        ["an error that does not end"] = [.. Message('E', (byte)'S', 65), .. Ready],
        ["an error without an end of its fields"] = [.. Message('E', (byte)'M', 65, 0), .. Ready],
        ["a login in the middle"] = [.. Authentication(0), .. Complete(), .. Ready],
        ["a message of no known type"] = [.. Message('?', 1, 2), .. Complete(), .. Ready],
        ["a web page"] = "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds() => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_malformed_response_is_an_error_and_closes_the_connection(string kind)
    {
        await using var server = Answering(Answers[kind]);
        await using var console = await AdminConsoleConnection.OpenAsync(server.Options, Cancellation);

        var failure = await Assert.ThrowsAsync<AdminConsoleException>(() => console.ShowAsync("POOLS", Cancellation));

        Assert.Null(failure.SqlState);
        Assert.DoesNotContain("took longer", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Options.Password, failure.ToString(), StringComparison.Ordinal);
        Assert.False(console.IsOpen);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_malformed_login_response_is_an_error(string kind)
    {
        await using var server = new FakeConsole(async script =>
        {
            await script.ReadStartupAsync();
            await script.SendAsync(Answers[kind]);
        });

        var failure = await Assert.ThrowsAsync<AdminConsoleException>(() => AdminConsoleConnection.OpenAsync(server.Options, Cancellation));

        Assert.DoesNotContain(server.Options.Password, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('D')]
    [InlineData('N')]
    public async Task An_endless_response_is_aborted(char type)
    {
        var message = type == 'D' ? Row("") : Message('N', new byte[60_000]);
        var many = Enumerable.Repeat(message, 64_000 / message.Length + 1).SelectMany(bytes => bytes).ToArray();
        await using var server = new FakeConsole(async script =>
        {
            await script.WelcomeAsync();
            await script.ReadMessageAsync();
            await script.SendAsync(Columns("a"));
            while (true)
            {
                await script.SendAsync(many);
            }
        });
        await using var console = await AdminConsoleConnection.OpenAsync(server.Options, Cancellation);

        var failure = await Assert.ThrowsAsync<AdminConsoleException>(() => console.ShowAsync("POOLS", Cancellation));

        Assert.Matches("more than [0-9]+ (rows|bytes)", failure.Message);
    }

    [Fact]
    public async Task A_message_with_an_excessive_length_is_refused_immediately()
    {
        await using var server = Answering([(byte)'T', 2, 0, 0, 0]);
        await using var console = await AdminConsoleConnection.OpenAsync(server.Options, Cancellation);

        var failure = await Assert.ThrowsAsync<AdminConsoleException>(() => console.ShowAsync("POOLS", Cancellation));

        Assert.Contains("an invalid length of 33554428 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_server_times_out()
    {
        await using var server = new FakeConsole(script => script.AwaitHangUpAsync());

        var failure = await Assert.ThrowsAsync<AdminConsoleException>(() =>
            AdminConsoleConnection.OpenAsync(server.Options with { ConnectTimeout = TimeSpan.FromMilliseconds(100) }, Cancellation));

        Assert.Contains("took longer than", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_server_is_an_error()
    {
        var options = new FakeConsole(_ => Task.CompletedTask).Options with { Port = 1 };

        Assert.Contains(
            "stats@127.0.0.1:1/pgbouncer failed",
            (await Assert.ThrowsAsync<AdminConsoleException>(() => AdminConsoleConnection.OpenAsync(options, Cancellation))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fatal_refusal_keeps_its_reason()
    {
        var fatal = Message('E', Encoding.UTF8.GetBytes("SFATAL\0VFATAL\0C08P01\0Mnot allowed\0\0"));
        await using var atLogin = new FakeConsole(async script =>
        {
            await script.ReadStartupAsync();
            await script.SendAsync(fatal);
        });
        Assert.Contains(
            "not allowed",
            (
                await Assert.ThrowsAsync<AdminConsoleException>(
                    () => AdminConsoleConnection.OpenAsync(atLogin.Options, Cancellation))).Message,
            StringComparison.Ordinal);

        await using var afterwards = Answering(Message('E', Encoding.UTF8.GetBytes("SERROR\0C57P01\0Mshutting down\0\0")));
        await using var console = await AdminConsoleConnection.OpenAsync(afterwards.Options, Cancellation);
        var refusal = await Assert.ThrowsAsync<AdminConsoleException>(() => console.ShowAsync("POOLS", Cancellation));
        Assert.Equal("57P01", refusal.SqlState);
        Assert.False(console.IsOpen);
    }

    [Fact]
    public void Any_response_bytes_yield_an_error_or_a_table_without_a_timeout()
    {
        var spoilt = from answer in Gen.Elements(Captured.Pools, Captured.Databases, Captured.Refusal)
                     from place in Gen.Choose(0, answer.Length - 1)
                     from value in Gen.Choose(0, 255)
                     from length in Gen.Frequency((1, Gen.Choose(0, answer.Length)), (2, Gen.Constant(answer.Length)))
                     select answer.Select((old, i) => i == place ? (byte)value : old).Take(length).ToArray();
        var noise = Gen.Choose(0, 255).Select(value => (byte)value).ListOf().Select(bytes => bytes.ToArray());

        Prop.ForAll(Arb.From(Gen.OneOf(spoilt, noise)), bytes => EndsAsync(bytes).GetAwaiter().GetResult()).Check(PropertyCases.Of(200));
    }

    private static async Task<bool> EndsAsync(byte[] answer)
    {
        await using var server = Answering(answer);
        await using var console = await AdminConsoleConnection.OpenAsync(server.Options, Cancellation);
        try
        {
            var table = await console.ShowAsync("POOLS", Cancellation);
            return table.Rows.Count < 10;
        }
        catch (AdminConsoleException e)
        {
            return !e.Message.Contains("took longer", StringComparison.Ordinal);
        }
    }
}
