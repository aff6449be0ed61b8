using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace AspireStandIn.Tests.Model;

public sealed class ParameterTests
{
    private static async Task<string?> ValueOf(IResourceBuilder<ParameterResource> parameter) => await parameter.Resource.GetValueAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Configuration_comes_before_a_default()
    {
        var builder = Resolved.Builder("--Parameters:given=configured", "--Parameters:with_dash=underscored");
        var generated = new GenerateParameterDefault();

        Assert.Equal("configured", await ValueOf(builder.AddParameter("given", generated)));
        Assert.Equal("underscored", await ValueOf(builder.AddParameter("with-dash")));
        Assert.Equal(22, (await ValueOf(builder.AddParameter("generated", generated)))!.Length);
    }

    [Fact]
    public async Task A_value_in_code_is_final() =>
        Assert.Equal("code", await ValueOf(Resolved.Builder("--Parameters:given=configured").AddParameter("given", "code")));

    [Fact]
    public async Task A_missing_value_names_its_key()
    {
        var error = await Assert.ThrowsAsync<MissingParameterValueException>(() => ValueOf(Resolved.Builder().AddParameter("missing")));
        Assert.Contains("'Parameters:missing'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_can_read_another_key() =>
        Assert.Equal("7", await ValueOf(Resolved.Builder("--Fleet:Size=7").AddParameterFromConfiguration("size", "Fleet:Size")));

    [Fact]
    public async Task A_value_is_made_once()
    {
        var parameter = Resolved.Builder().AddParameter("generated", new GenerateParameterDefault());
        Assert.Equal(await ValueOf(parameter), await ValueOf(parameter));
    }

    [Fact]
    public void A_generated_value_has_what_is_asked_for()
    {
        var value = new GenerateParameterDefault { MinLength = 40, Special = false, MinUpper = 5, MinNumeric = 5 }.GetDefaultValue();

        Assert.Equal(40, value.Length);
        Assert.True(value.Count(char.IsAsciiLetterUpper) >= 5 && value.Count(char.IsAsciiDigit) >= 5);
        Assert.All(value, c => Assert.True(char.IsAsciiLetterOrDigit(c)));
        Assert.Throws<ArgumentException>(() => new GenerateParameterDefault { Lower = false, MinLower = 1 }.GetDefaultValue());
        Assert.Throws<ArgumentException>(() => new GenerateParameterDefault { Lower = false, Upper = false, Numeric = false, Special = false }.GetDefaultValue());
    }

    [Fact]
    public void A_secret_may_not_be_published_as_a_default() =>
        Assert.Throws<ArgumentException>(() => Resolved.Builder().AddParameter("secret", "x", publishValueAsDefault: true, secret: true));

    [Fact]
    public async Task What_persists_is_found_in_the_user_secrets()
    {
        var home = Directory.CreateTempSubdirectory();
        var before = Environment.GetEnvironmentVariable("APPDATA");
        Environment.SetEnvironmentVariable("APPDATA", home.FullName);
        try
        {
            var value = await ValueOf(Resolved.Builder().AddParameter("kept", new GenerateParameterDefault(), secret: true, persist: true));
            await ValueOf(Resolved.Builder().AddParameter("lost", new GenerateParameterDefault(), secret: true));
            await ValueOf(Resolved.PublishBuilder().AddParameter("published", new GenerateParameterDefault(), secret: true, persist: true));

            var file = Path.Combine(home.FullName, "Microsoft", "UserSecrets", "aspire-standin-tests", "secrets.json");
            var secrets = new ConfigurationBuilder().AddJsonFile(file).Build();
            Assert.Equal(value, secrets["Parameters:kept"]);
            Assert.Null(secrets["Parameters:lost"] ?? secrets["Parameters:published"]);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

            var again = Resolved.Builder("--environment", "Development");
            Assert.Equal(value, await ValueOf(again.AddParameter("kept", new GenerateParameterDefault(), secret: true, persist: true)));
        }
        finally
        {
            Environment.SetEnvironmentVariable("APPDATA", before);
            home.Delete(recursive: true);
        }
    }
}
