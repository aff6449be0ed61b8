using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AspireStandIn.Tests.Model;

public sealed class NpgsqlTests
{
    [Fact]
    public void The_connection_string_of_that_name_comes_before_the_section()
    {
        var builder = Builder("--Aspire:Npgsql:ConnectionString=Host=section", "--ConnectionStrings:roadmap=Host=named");
        builder.AddNpgsqlDataSource("roadmap");
        builder.AddKeyedNpgsqlDataSource("other");
        using var host = builder.Build();

        Assert.Equal("Host=named", host.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString);
        Assert.Equal("Host=section", host.Services.GetRequiredKeyedService<NpgsqlDataSource>("other").ConnectionString);
    }

    [Fact]
    public void Settings_are_read_by_name_then_changed_in_code()
    {
        var builder = Builder("--Aspire:Npgsql:DisableTracing=true", "--Aspire:Npgsql:roadmap:DisableHealthChecks=true", "--ConnectionStrings:roadmap=Host=named");
        var seen = (Tracing: false, Health: false);
        builder.AddNpgsqlDataSource(
            "roadmap",
            settings =>
            {
                seen = (settings.DisableTracing, settings.DisableHealthChecks);
                settings.ConnectionString += ";Maximum Pool Size=3";
            },
            dataSource => dataSource.ConnectionStringBuilder.ApplicationName = "test");
        using var host = builder.Build();

        var connection = new NpgsqlConnectionStringBuilder(host.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString);

        Assert.Equal((true, true), seen);
        Assert.Equal(("named", 3, "test"), (connection.Host, connection.MaxPoolSize, connection.ApplicationName));
    }

    [Fact]
    public void A_missing_connection_string_is_told_when_the_data_source_is_wanted()
    {
        var builder = Builder();
        builder.AddNpgsqlDataSource("roadmap");
        using var host = builder.Build();

        var error = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<NpgsqlDataSource>());
        Assert.Contains("'ConnectionStrings:roadmap'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_data_source_has_one_health_check()
    {
        var builder = Builder("--ConnectionStrings:roadmap=Host=named");
        builder.AddNpgsqlDataSource("roadmap");
        builder.AddNpgsqlDataSource("roadmap");
        builder.AddKeyedNpgsqlDataSource("roadmap");
        using var host = builder.Build();

        var checks = host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;

        Assert.Equal(["PostgreSql", "PostgreSql_roadmap"], checks.Select(check => check.Name));
    }

    private static HostApplicationBuilder Builder(params string[] args) => Host.CreateApplicationBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
}
