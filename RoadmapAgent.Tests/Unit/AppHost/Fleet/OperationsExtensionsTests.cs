using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.AppHost.Configuration;
using RoadmapAgent.AppHost.Fleet;

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

public sealed class OperationsExtensionsTests
{
    [Theory]
    [InlineData("hooks.example.org/T0/hush")]
    [InlineData("ftp://hooks.example.org/hush")]
    [InlineData("https://user:hush@hooks.example.org")]
    public async Task A_webhook_that_cannot_be_used_is_refused_before_anything_starts_and_is_not_repeated(string address)
    {
        var refusal = await Assert.ThrowsAsync<FleetException>(() => ComposeAsync($"--Operations:Webhook={address}"));

        Assert.Equal("Operations:Webhook must be an absolute http or https URI without a user name and a password.", refusal.Message);
    }

    [Fact]
    public async Task A_webhook_is_passed_on_as_a_secret()
    {
        var builder = await ComposeAsync("--Operations:Webhook=https://hooks.example.org/T0/hush");

        Assert.True(builder.Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == "operations-webhook").Secret);
        Assert.DoesNotContain((await ComposeAsync()).Resources, resource => resource.Name == "operations-webhook");
    }

    private static async Task<IDistributedApplicationBuilder> ComposeAsync(params string[] settings)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--hostBuilder:reloadConfigOnChange=false", "--Fleet:Servers=Containers", .. settings],
            AssemblyName = typeof(FleetOptions).Assembly.GetName().Name,
            DisableDashboard = true,
        });
        var fleet = await builder.AddFleetAsync();
        builder.AddConnectionBudget(fleet: fleet);
        var database = builder.AddPostgres("postgres").AddFleetDatabase(fleet).MigratedBy(builder.AddWorker("migrations"));
        builder.AddWorker("api").WithDatabase(database).WithOperations(database);
        return builder;
    }
}
