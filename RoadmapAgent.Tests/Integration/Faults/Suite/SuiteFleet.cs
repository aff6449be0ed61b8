using System.Diagnostics;
using System.Globalization;
using RoadmapAgent.Tests.Unit.Authoring.Chat;

namespace RoadmapAgent.Tests.Integration.Faults.Suite;

/// <summary>
/// The fleet of the fault suite: two content workers, a model server that can hang, a proxy before the pooler, and the servers' data on a
/// file system that is small enough to be filled.
/// </summary>
public sealed class SuiteFleet() : ReroutedFleet(
    "--Fleet:Services:content:Replicas=2",
    "--Author:Chat:Model=test-model",
    "--Author:Chat:Concurrency=8",
    "--Author:Chat:RequestsPerMinute=10000",
    "--Author:Chat:Timeout=00:00:10")
{
    private const int Mebibytes = 3_000;

    private readonly TaskCompletionSource _never = new();
    private ModelServer? _model;
    private bool _mounted;

    /// <summary>Whether the model server keeps its answers to itself.</summary>
    internal bool ModelHangs { get; set; }

    /// <summary>A file that is filled until no space is left; null where this user may not mount a file system.</summary>
    internal string? Ballast => _mounted ? Path.Combine(DataDirectory, "ballast") : null;

    /// <summary>A client of one of the two local identities, which does not wait for an answer for ever.</summary>
    internal HttpClient ClientOf(string identity) => new(new SocketsHttpHandler { UseCookies = false })
    {
        BaseAddress = Api.BaseAddress,
        Timeout = TimeSpan.FromSeconds(30),
        DefaultRequestHeaders = { { "Cookie", $"roadmap-agent-identity={identity}" } },
    };

    protected override async Task<string[]> PrepareAsync()
    {
        _model = await ModelServer.StartAsync(request => ModelHangs
            ? ModelReplies.After(_never.Task, ModelReplies.Says(""))
            : ModelReplies.Says(ModelAnswers.For(request.Task)));
        var options = string.Create(CultureInfo.InvariantCulture, $"size={Mebibytes}m,mode=755");
        _mounted = await RunAsync("mount", "-t", "tmpfs", "-o", options, "tmpfs", DataDirectory);
        return [$"--Author:Chat:Endpoint={_model.Endpoint}"];
    }

    protected override async ValueTask CleanUpAsync()
    {
        await base.CleanUpAsync();
        if (_mounted)
        {
            await RunAsync("umount", "--lazy", DataDirectory);
        }

        if (_model is not null)
        {
            await _model.DisposeAsync();
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
