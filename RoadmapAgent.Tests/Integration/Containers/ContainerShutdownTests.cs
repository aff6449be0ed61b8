using System.Diagnostics;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration.Containers;

/// <summary>Kills a separate AppHost process while its servers run in containers.</summary>
[Collection(OnContainerFleet.Name)]
[Trait("Category", "Containers")]
public sealed class ContainerShutdownTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Containers_and_networks_are_removed_after_the_AppHost_is_killed()
    {
        Assert.SkipUnless(await ContainerEngine.AnswersAsync(), "No container engine answers: ./test.sh containers starts one.");
        await using var directory = new ServerDirectory();
        using var appHost = Start(directory.Path);
        string[] containers, networks;
        try
        {
            await HealthyAsync(appHost);
            var postgres = await ContainerEngine.LinesAsync("ps", "--quiet", "--filter", $"volume={DataVolumes.Of(directory.Path)[1]}");
            networks = await ContainerEngine.NetworksOfAsync(postgres);
            containers = await ContainerEngine.LinesAsync("ps", "--quiet", "--no-trunc", "--filter", $"network={networks[0]}");
            Assert.Equal(3, containers.Length);
        }
        finally
        {
            appHost.Kill();
        }

        await ContainerEngine.GoneAsync(Patience, containers, "ps", "--all");
        await ContainerEngine.GoneAsync(Patience, networks, "network", "ls");
        await DataVolumes.RemoveAsync(directory.Path, Patience);
    }

    private static Process Start(string dataDirectory) => Process.Start(new ProcessStartInfo("dotnet",
    [
        AppHostProgram.Path, .. AppHostProgram.LaunchProfile,
        "--Fleet:Servers=Containers", $"--Fleet:DataDirectory={dataDirectory}", "--DcpPublisher:RandomizePorts=true",
    ])
    {
        WorkingDirectory = Projects.RoadmapAgent_AppHost.ProjectPath,
        RedirectStandardOutput = true,
    })!;

    private static async Task HealthyAsync(Process appHost)
    {
        var lines = new List<string>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (await appHost.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            lines.Add(line);
            if (line.Contains("The fleet is healthy", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException(string.Join(Environment.NewLine, lines));
    }
}
