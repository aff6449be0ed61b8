using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using RoadmapAgent.Api.Identity;
using RoadmapAgent.Data.Identity;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>Cookies that one process of the API has protected and another one reads.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class KeyRingTests(LaptopFleet fleet) : FleetTest(fleet)
{
    [Fact]
    public async Task Every_process_reads_what_another_one_has_protected_also_if_both_start_at_the_same_time()
    {
        await using var database = await ContentDatabase.CreateAsync(fleet);
        await using var first = Process(database);
        await using var second = Process(database);

        var texts = await Task.WhenAll(new[] { first, second }.Select(process => Task.Run(() => Protector(process).Protect("Ada"))));

        await using var third = Process(database);
        Assert.All(texts, text => Assert.Equal("Ada", Protector(third).Unprotect(text)));
    }

    [Fact]
    public async Task A_key_that_is_stored_stays_as_it_is()
    {
        await using var database = await ContentDatabase.CreateAsync(fleet);
        var keys = database.AddProcess<DataProtectionKeyStore>();

        await keys.AddAsync("a key", "<first/>", Cancellation);
        await keys.AddAsync("a key", "<second/>", Cancellation);

        Assert.Equal(["<first/>"], await keys.ReadAsync(Cancellation));
    }

    private static ServiceProvider Process(ContentDatabase database)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("roadmap-agent");
        services.Configure<KeyManagementOptions>(
            options => options.XmlRepository = new KeyRing(database.AddProcess<DataProtectionKeyStore>()));
        return services.BuildServiceProvider();
    }

    private static IDataProtector Protector(IServiceProvider process) =>
        process.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie");
}
