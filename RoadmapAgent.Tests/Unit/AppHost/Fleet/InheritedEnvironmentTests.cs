using RoadmapAgent.AppHost.Fleet;

namespace RoadmapAgent.Tests.Unit.AppHost.Fleet;

public sealed class InheritedEnvironmentTests
{
    [Theory]
    [InlineData("Parameters__postgres-password", true)]
    [InlineData("PARAMETERS__postgres_password", true)]
    [InlineData("Parameters:postgres-password", true)]
    [InlineData("DOTNET_Parameters__postgres-password", true)]
    [InlineData("ConnectionStrings__roadmap-direct", true)]
    [InlineData("POSTGRESQLCONNSTR_roadmap", true)]
    [InlineData("CUSTOMCONNSTR_roadmap", true)]
    [InlineData("Author__Chat__ApiKey", true)]
    [InlineData("Operations__Key", true)]
    [InlineData("Operations__Webhook", true)]
    [InlineData("DOTNET_Operations__Webhook", true)]
    [InlineData("Identity__ClientSecret", true)]
    [InlineData("AppHost__BrowserToken", true)]
    [InlineData("AppHost__OtlpApiKey", true)]
    [InlineData("AppHost__ResourceService__ApiKey", true)]
    [InlineData("Dashboard__Otlp__PrimaryApiKey", true)]
    [InlineData("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", true)]
    [InlineData("PGPASSWORD", true)]
    [InlineData("PATH", false)]
    [InlineData("HTTP_PROXY", false)]
    [InlineData("DOTNET_ROOT", false)]
    [InlineData("Author__Chat__Model", false)]
    [InlineData("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", false)]
    [InlineData("Logging__LogLevel__Default", false)]
    public void Secrets_are_told_by_the_names_of_the_settings(string variable, bool secret) =>
        Assert.Equal(secret, InheritedEnvironment.IsSecret(variable));
}
