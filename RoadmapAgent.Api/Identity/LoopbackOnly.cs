using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RoadmapAgent.Api.Identity;

/// <summary>
/// Refuses what does not come from this machine, or was sent to another name: a page of another site can make its own name point to this
/// machine, and a browser would take its requests for requests of our page (DNS rebinding).
/// </summary>
internal static class LoopbackOnly
{
    private const string Advice = "Without Identity:Authority, the API serves this machine only; see docs/identity.md.";
    private const string LocalName = "localhost";

    /// <summary>Refuses the requests of others.</summary>
    public static void UseLoopbackOnly(this WebApplication app) => app.Use((context, next) =>
        Check(context)?.ExecuteAsync(context) ?? next(context));

    /// <summary>Whether a host is this machine for every browser, whatever a name server says.</summary>
    internal static bool IsLoopback(HostString host) =>
        host.HasValue
        && (host.Host.Equals(LocalName, StringComparison.OrdinalIgnoreCase)
            || host.Host.EndsWith($".{LocalName}", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Host, out var address) && IPAddress.IsLoopback(address)));

    /// <summary>Whether a client is on this machine; one without an address is in this process.</summary>
    internal static bool IsLoopback(IPAddress? client) =>
        client is null || IPAddress.IsLoopback(client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client);

    private static ProblemHttpResult? Check(HttpContext context) =>
        !IsLoopback(context.Connection.RemoteIpAddress)
            ? TypedResults.Problem($"This request comes from another machine. {Advice}", statusCode: StatusCodes.Status403Forbidden)
        : !IsLoopback(context.Request.Host)
            ? TypedResults.Problem(
                $"The host must be localhost, an address of 127.0.0.0/8 or [::1]. {Advice}", statusCode: StatusCodes.Status400BadRequest)
        : null;
}
