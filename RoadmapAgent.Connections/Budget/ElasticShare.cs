namespace RoadmapAgent.Connections.Budget;

/// <summary>The bounds within which the share of a service may move, in server connections.</summary>
/// <param name="Service">The service.</param>
/// <param name="Minimum">What it keeps when others borrow, 1 or more.</param>
/// <param name="Share">What it is entitled to: it gets this back when its clients wait. At least <paramref name="Minimum"/>.</param>
/// <param name="Maximum">What it may have when others leave connections idle; at least <paramref name="Share"/>.</param>
public sealed record ElasticShare(string Service, int Minimum, int Share, int Maximum)
{
    /// <summary>
    /// Computes the bounds of the services that have a share of their own. Defaults: the minimum is half of the share, rounded up; the
    /// maximum is what the others leave if they have only their minimum, but no more than the clients of the service can use.
    /// </summary>
    /// <param name="fleet">The fleet; its numbers are within their ranges.</param>
    public static IReadOnlyList<ElasticShare> Of(FleetDescription fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        var services = fleet.SharesOnePool ? [] : fleet.Services.Where(fleet.IsPooled).ToList();
        var lendable = services.Sum(service => (long)service.Share - MinimumOf(service));
        return [.. services.Select(service => new ElasticShare(service.Name, MinimumOf(service), service.Share, MaximumOf(service)))];

        int MaximumOf(ServiceDescription service)
        {
            var others = lendable - (service.Share - MinimumOf(service));
            var usable = Math.Min(service.Share + others, Requirement.ClientDemand(fleet, service));
            return service.MaximumShare ?? (int)Math.Clamp(usable, service.Share, int.MaxValue);
        }
    }

    private static int MinimumOf(ServiceDescription service) => service.MinimumShare ?? (service.Share + 1) / 2;
}
