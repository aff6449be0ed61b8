using System.Net.Sockets;
using System.Security.Authentication;

namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>Applies a time limit to an exchange with the console, and converts all failures to one exception type.</summary>
internal static class TimeLimit
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static void Check(string name, TimeSpan limit)
    {
        if (limit <= TimeSpan.Zero || limit > Longest)
        {
            throw new ArgumentOutOfRangeException(name, limit, $"{name} must be positive and at most {Longest} (was {limit}).");
        }
    }

    /// <exception cref="AdminConsoleException">The work failed, or took longer than the limit.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled it.</exception>
    public static async Task<T> RunAsync<T>(
        string what, TimeSpan limit, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(limit);
        try
        {
            return await work(time.Token);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"{what} was cancelled.", e, cancellationToken);
        }
        catch (Exception e) when (time.IsCancellationRequested)
        {
            throw new AdminConsoleException($"{what} took longer than {limit}.", inner: e);
        }
        catch (Exception e) when (
            e is IOException or SocketException or AuthenticationException or FormatException or ObjectDisposedException)
        {
            throw new AdminConsoleException($"{what} failed: {e.Message}", inner: e);
        }
    }
}
