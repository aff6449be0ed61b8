using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Shop.Tests;

/// <summary>The running shop, with PostgreSQL and PgBouncer as processes of this machine.</summary>
public sealed class ShopFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _data = Path.Combine(Path.GetTempPath(), $"shop-{Guid.NewGuid():N}");
    private DistributedApplication? _application;

    public DistributedApplication Application => _application ?? throw new InvalidOperationException("The shop has not been started.");

    public async ValueTask InitializeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Shop_AppHost>(
            ["--Shop:RunAsProcesses=true", $"--Shop:DataDirectory={_data}"], patience.Token);
        _application = await builder.BuildAsync(patience.Token);
        await _application.StartAsync(patience.Token);
        await _application.ResourceNotifications.WaitForResourceHealthyAsync(
            "reports", WaitBehavior.WaitOnResourceUnavailable, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }
}
