using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RoadmapAgent.Api.Progress;
using RoadmapAgent.Connections.Settings;
using RoadmapAgent.ServiceDefaults.Database;
using RoadmapAgent.ServiceSettings;
using RoadmapAgent.Workers;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults;

/// <summary>Every setting of the service processes, found by reflection, with everything that may be wrong with it.</summary>
public sealed class EverySettingOfAServiceTests
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(DatabaseOptions).Assembly, typeof(ChatAuthorOptions).Assembly, typeof(LogsConsumer).Assembly, typeof(ProgressHub).Assembly,
    ];

    private static readonly MethodInfo Read =
        typeof(SettingsExtensions).GetMethod(nameof(SettingsExtensions.GetSettings), BindingFlags.Public | BindingFlags.Static)!;

    private static IEnumerable<(Type Type, string Section)> Options =>
        from assembly in Assemblies
        from type in assembly.GetTypes()
        where type.Name.EndsWith("Options", StringComparison.Ordinal)
        let name = type.GetField("Section", BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy)
        let section = name?.GetRawConstantValue() as string
        where section is not null
        select (type, section);

    public static TheoryData<string, string, string> Wrong =>
    [
        .. from options in Options
           from wrong in WrongTexts.Of(new SettingSection(options.Type, options.Section).Definitions)
           select (options.Type.AssemblyQualifiedName!, wrong.Key, wrong.Text),
    ];

    [Fact]
    public void The_table_has_the_settings_of_every_service() => Assert.Superset(
        new HashSet<string> { "Author:Chat", "Database", "Identity", "Messaging", "Migrations:Roles", "Operations", "Retention" },
        Options.Select(options => options.Section).ToHashSet());

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_wrong_text_is_refused_with_its_key_and_what_is_valid(string type, string key, string text) =>
        Assert.Matches($"^{key} (must|is required)", Refusal(type, (key, text)));

    [Fact]
    public void A_misspelt_key_is_refused_with_the_one_that_was_meant() => Assert.All(Options, options =>
        Assert.All(new SettingSection(options.Type, options.Section).Definitions, setting =>
        {
            var refusal = Refusal(options.Type.AssemblyQualifiedName!, (setting.Key + "x", "1"));
            Assert.StartsWith($"{setting.Key}x is not a setting. Did you mean {setting.Key}", refusal, StringComparison.Ordinal);
        }));

    private static string Refusal(string type, params (string Key, string Value)[] settings)
    {
        var options = Type.GetType(type)!;
        var section = Options.Single(known => known.Type == options).Section;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Database:Service"] = "api",
                ["Identity:Authority"] = "https://id.example",
                ["Identity:ClientId"] = "pages",
                ["Author:Chat:Endpoint"] = "http://localhost:11434/v1",
                ["Author:Chat:Model"] = "test-model",
                ["Migrations:Roles:Password"] = "hush",
                ["Migrations:Roles:ConnectionLimit"] = "1",
            })
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
            .Build();
        var thrown = Assert.Throws<TargetInvocationException>(() => Read.MakeGenericMethod(options).Invoke(null, [configuration, section]));
        return Assert.Single(Assert.IsType<OptionsValidationException>(thrown.InnerException).Failures);
    }
}
