using RoadmapAgent.Connections.Budget;

namespace RoadmapAgent.Hosting.ConnectionBudget;

/// <summary>Describes the PostgreSQL servers of an application model, and who connects to them.</summary>
internal static class BudgetModel
{
    /// <summary>Describes every server that a service connects to, itself or through a pooler.</summary>
    /// <param name="model">The application model.</param>
    /// <param name="fleet">The declared limits; null for those of the servers.</param>
    /// <param name="execution">The execution context of the services' environments.</param>
    /// <param name="cancellationToken">Cancels reading them.</param>
    public static async Task<IReadOnlyList<DescribedServer>> ReadAsync(
        DistributedApplicationModel model,
        FleetDescription? fleet,
        DistributedApplicationExecutionContext execution,
        CancellationToken cancellationToken)
    {
        var clients = new List<Client>();
        foreach (var service in model.Resources.Where(resource => resource is IComputeResource && !IsPooler(resource, model)))
        {
            clients.AddRange(await ClientsAsync(service, execution, cancellationToken));
        }

        var used = clients.Select(client => client.Share).OfType<IPooledShare>().ToHashSet();
        var unused = model.Resources.OfType<IPooledShare>().Where(share => !used.Contains(share)).Select(share => new Client(
            share.Server, share, new() { Name = ((IResource)share).Name, Replicas = 0 }));
        return
        [
            // Declared limits are those of one server, even where the model does not say that a service uses it.
            .. clients.Concat(unused)
                .GroupBy(client => fleet is null ? client.Server : "", StringComparer.Ordinal)
                .Select(server => Describe([.. server], model, fleet)),
        ];
    }

    private static bool IsPooler(IResource resource, DistributedApplicationModel model) => model.Resources
        .OfType<IPooledShare>().Any(share => share is IResourceWithParent { Parent: var pooler } && pooler.Name == resource.Name);

    private static async Task<IEnumerable<Client>> ClientsAsync(
        IResource service, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var uses = DatabaseUse.Of(service);
        if (service.TryGetLastAnnotation<ServiceConnectionsAnnotation>(out var declared))
        {
            // What it refers to besides its share, such as the server for a monitor, is in the operations reserve.
            var use = uses.FirstOrDefault(use => use.Share is not null) ?? (uses is [var first, ..] ? first : null);
            return [new(use?.Server ?? "", use?.Share, declared.Service with { Replicas = service.GetReplicaCount() })];
        }

        if (uses.Count == 0 || service.HasAnnotationOfType<OperationsConnectionsAnnotation>())
        {
            return [];
        }

        var environment = await ServiceEnvironment.ReadAsync(service, execution, cancellationToken);
        var mixed = uses.GroupBy(use => use.Server, StringComparer.Ordinal).ToDictionary(
            server => server.Key, server => server.Select(use => use.Share is null).Distinct().Count() > 1, StringComparer.Ordinal);
        return uses.GroupBy(use => (use.Server, use.Share)).Select(pool =>
        {
            // A process has a pool for every connection string.
            var sizes = pool.Select(use => PoolSize.Of(service, use.Database, environment)).ToList();
            var name = mixed[pool.Key.Server] && pool.Key.Share is null ? $"{service.Name} (direct)" : service.Name;
            var description = new ServiceDescription
            {
                Name = name,
                Replicas = service.GetReplicaCount(),
                MaxPoolSize = sizes.Sum(size => size ?? PoolSize.NpgsqlDefault),
                UngatedConnections = 0,
            };
            return new Client(pool.Key.Server, pool.Key.Share, description) { IsAssumed = sizes.Contains(null) };
        });
    }

    private static DescribedServer Describe(
        List<Client> clients, DistributedApplicationModel model, FleetDescription? fleet)
    {
        var name = clients.Select(client => client.Server).FirstOrDefault(server => server.Length > 0) ?? "";
        var shares = clients.Select(client => client.Share).OfType<IPooledShare>().Distinct().ToList();
        var limits = model.Resources.FirstOrDefault(resource => resource.Name == name)?
            .Annotations.OfType<ServerLimitsAnnotation>().LastOrDefault()?.Limits;
        var poolers = shares.DistinctBy(share => ((IResourceWithParent)share).Parent.Name).ToList();
        var declared = fleet ?? new()
        {
            Topology = shares.Count > 0 ? FleetTopology.Pooled : FleetTopology.Direct,
            Pooler = new() { MaxClientConnections = poolers.Count > 0 ? poolers.Sum(share => share.MaxClientConnections) : 1 },
            Postgres = limits ?? new(),
        };
        var isPooled = declared is { Topology: FleetTopology.Pooled, Pooler.PoolSize: null };
        var services = clients.GroupBy(client => (object?)client.Share ?? client).Select(group => Merge([.. group], isPooled));
        return new(
            name,
            declared with { Services = [.. services] },
            [.. clients.Where(client => client.IsAssumed).Select(client => client.Service.Name)]);
    }

    /// <summary>Counts a share that several services use once.</summary>
    private static ServiceDescription Merge(List<Client> clients, bool isPooled)
    {
        var (first, share) = (clients[0].Service, clients[0].Share);
        return first with
        {
            Name = string.Join(" + ", clients.Select(client => client.Service.Name)),
            Replicas = clients.Sum(client => client.Service.Replicas),
            MaxPoolSize = clients.Max(client => client.Service.MaxPoolSize),
            Share = share?.PoolSize ?? first.Share,
            Reserve = share?.Reserve ?? first.Reserve,
            Direct = isPooled && share is null,
        };
    }

    private sealed record Client(string Server, IPooledShare? Share, ServiceDescription Service)
    {
        public bool IsAssumed { get; init; }
    }
}
