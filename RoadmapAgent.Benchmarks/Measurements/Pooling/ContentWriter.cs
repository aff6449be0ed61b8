using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoadmapAgent.Data.Roadmaps;

namespace RoadmapAgent.Benchmarks.Measurements.Pooling;

/// <summary>Saves concepts as a content worker does, over a connection of choice.</summary>
internal sealed class ContentWriter : IDisposable
{
    /// <summary>Concepts that are saved at once.</summary>
    public const int Clients = 8;

    private readonly IHost _host;

    /// <summary>Creates the writer.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="pooled">Whether a transaction pooler is in between.</param>
    /// <param name="preparedStatements">Whether that pooler supports prepared statements.</param>
    public ContentWriter(string connectionString, bool pooled, bool preparedStatements = false)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"ConnectionStrings:{DatabaseExtensions.ConnectionName}"] = connectionString,
            ["Database:Service"] = "content",
            ["Database:Pooled"] = pooled.ToString(CultureInfo.InvariantCulture),
            ["Database:PreparedStatements"] = preparedStatements.ToString(CultureInfo.InvariantCulture),
            ["Database:MaxPoolSize"] = "20",
        });
        builder.AddRoadmapDatabase();
        builder.AddRoadmapData();
        _host = builder.Build();
    }

    /// <summary>Saves every concept of these roadmaps, in the order of the roadmaps; returns the concepts saved in a second.</summary>
    public async Task<double> WriteAsync(SavedRoadmaps roadmaps, Guid[] ids, CancellationToken cancellationToken)
    {
        var store = _host.Services.GetRequiredService<ContentStore>();
        var concepts = new List<ConceptWork>();
        foreach (var id in ids)
        {
            foreach (var concept in roadmaps.Plan.Concepts())
            {
                concepts.Add((await store.LoadAsync(id, concept.Id, cancellationToken))!);
            }
        }

        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            concepts,
            new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = cancellationToken },
            async (concept, ct) => await store.SaveAsync(concept, roadmaps.Content, ct));
        return concepts.Count / clock.Elapsed.TotalSeconds;
    }

    public void Dispose() => _host.Dispose();
}
