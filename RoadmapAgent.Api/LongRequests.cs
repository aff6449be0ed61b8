using Microsoft.AspNetCore.Http.Timeouts;
using RoadmapAgent.Api.Limits;

namespace RoadmapAgent.Api;

/// <summary>Conventions of the endpoints whose answers may take minutes.</summary>
internal static class LongRequests
{
    /// <summary>Gives a request more time than others.</summary>
    public static RouteHandlerBuilder MayTakeMinutes(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new RequestTimeoutAttribute(ServerLimits.Long));
}
