using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.AppHost.Configuration;

/// <summary>Finds what keeps shares from being elastic.</summary>
internal static class ElasticSettings
{
    private const string OnlyOwnProcess =
        "only a pooler that is a process of this machine has a file that can be replaced while it runs. "
        + "Set Fleet:Sizing to Declared or Planned";

    /// <summary>Finds settings that contradict elastic shares.</summary>
    public static IEnumerable<string> Problems(FleetOptions fleet)
    {
        if (fleet.Topology != FleetTopology.Pooled)
        {
            yield return $"Fleet:Topology must be Pooled with Fleet:Sizing=Elastic (was '{fleet.Topology}').";
        }

        foreach (var service in fleet.Services)
        {
            var key = $"Fleet:Services:{service.Name}";
            if (service.MinimumShare > service.Share)
            {
                yield return $"{key}:MinimumShare must be at most the share of {service.Share} (was '{service.MinimumShare}').";
            }

            if (service.MaximumShare < service.Share)
            {
                yield return $"{key}:MaximumShare must be at least the share of {service.Share} (was '{service.MaximumShare}').";
            }

            if (service.Reserve > 0)
            {
                yield return $"{key}:Reserve must be 0 with Fleet:Sizing=Elastic: clients that wait borrow (was '{service.Reserve}').";
            }
        }
    }

    /// <summary>Refuses servers whose pooler cannot be changed while it runs.</summary>
    /// <param name="fleet">The fleet; its servers are no longer <see cref="ServerMode.Auto"/>.</param>
    /// <param name="isPublished">Whether the fleet is published, and so runs in containers.</param>
    /// <exception cref="FleetException">The pooler is not a process of this machine.</exception>
    public static void RefuseOthersPooler(FleetOptions fleet, bool isPublished)
    {
        if (fleet.Sizing != Sizing.Elastic || fleet.Servers == ServerMode.Processes)
        {
            return;
        }

        throw new FleetException(isPublished
            ? $"Fleet:Sizing must not be Elastic to publish: {OnlyOwnProcess}."
            : $"Fleet:Servers must be Processes with Fleet:Sizing=Elastic (was '{fleet.Servers}'): {OnlyOwnProcess}.");
    }
}
