using Microsoft.AspNetCore.Http.Timeouts;
using RoadmapAgent.Api.Limits;

namespace RoadmapAgent.Api;

/// <summary>Conventions of the endpoints that read more than others.</summary>
internal static class LongRequests
{
    /// <summary>Gives a request more time than others.</summary>
    public static RouteHandlerBuilder MayTakeMinutes(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new RequestTimeoutAttribute(ServerLimits.Long));

    /// <summary>Limits how many of these requests a person may have running.</summary>
    public static RouteHandlerBuilder CountsAsExport(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(RequestKind.Export);
}
