using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using RoadmapAgent.AppHost.Control;

namespace RoadmapAgent.AppHost.CommandLine;

/// <summary>Sends commands to the fleet that runs on a data directory.</summary>
/// <param name="dataDirectory">The data directory.</param>
internal sealed class ControlClient(string dataDirectory)
{
    // A pause waits for running transactions, at most as long as clients may wait for the pooler.
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Sends a command.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The command, with its options as a query.</param>
    public async Task<ControlAnswer> SendAsync(HttpMethod method, string path)
    {
        if (!FleetLock.IsTaken(dataDirectory))
        {
            return new(false, $"No fleet is running on '{dataDirectory}'.");
        }

        if (ControlAddress.Read(dataDirectory) is not { } address)
        {
            return new(false, $"The fleet on '{dataDirectory}' has only just started, or belongs to another user.");
        }

        try
        {
            using var client = Client(address);
            using var request = new HttpRequestMessage(method, new Uri($"http://fleet/{path}"));
            using var response = await client.SendAsync(request);
            return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ControlAnswer>())!;
        }
        catch (HttpRequestException e)
        {
            return new(false, $"The fleet of process {address.Process} does not answer: {e.Message}");
        }
        catch (OperationCanceledException)
        {
            return new(false, $"The fleet of process {address.Process} does not answer within {AnswerPatience.TotalSeconds} s.");
        }
    }

    /// <summary>Stops the fleet and waits for its end.</summary>
    public async Task<ControlAnswer> StopAsync()
    {
        var process = ControlAddress.Read(dataDirectory)?.Process;
        var answer = await SendAsync(HttpMethod.Post, "stop");
        if (!answer.Success)
        {
            return answer;
        }

        var clock = Stopwatch.StartNew();
        while (FleetLock.IsTaken(dataDirectory) || (process is { } id && RemainingProcesses.Run(dataDirectory, id)))
        {
            if (clock.Elapsed > EndPatience)
            {
                return new(false, $"The fleet of process {process} is still stopping after {EndPatience.TotalSeconds} s.");
            }

            await Task.Delay(Pause);
        }

        return new(true, $"The fleet of process {process} has stopped; its data is kept.");
    }

    private static HttpClient Client(ControlAddress address) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.Socket), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        Timeout = AnswerPatience,
    };
}
