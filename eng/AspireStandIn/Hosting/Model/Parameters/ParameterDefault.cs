using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

public abstract class ParameterDefault
{
    public abstract void WriteToManifest(ManifestPublishingContext context);

    public abstract string GetDefaultValue();
}

public sealed class GenerateParameterDefault : ParameterDefault
{
    // Without characters that are taken for one another or mean something on a command line, in a URL or in a connection string.
    private const string LowerCharacters = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCharacters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string NumericCharacters = "0123456789";
    private const string SpecialCharacters = "-_.{}~()*+!";

    public int MinLength { get; set; } = 22;
    public bool Lower { get; set; } = true;
    public bool Upper { get; set; } = true;
    public bool Numeric { get; set; } = true;
    public bool Special { get; set; } = true;
    public int MinLower { get; set; }
    public int MinUpper { get; set; }
    public int MinNumeric { get; set; }
    public int MinSpecial { get; set; }

    public override string GetDefaultValue()
    {
        (string Name, bool Enabled, int Minimum, string Characters)[] kinds =
        [
            ("lower", Lower, MinLower, LowerCharacters), ("upper", Upper, MinUpper, UpperCharacters),
            ("numeric", Numeric, MinNumeric, NumericCharacters), ("special", Special, MinSpecial, SpecialCharacters),
        ];
        ArgumentOutOfRangeException.ThrowIfNegative(MinLength);
        foreach (var (name, enabled, minimum, _) in kinds)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(minimum);
            if (!enabled && minimum > 0) throw new ArgumentException($"The minimum of '{name}' characters must be 0 if they are disabled.");
        }
        var choices = string.Concat(kinds.Where(kind => kind.Enabled).Select(kind => kind.Characters));
        if (choices.Length == 0) throw new ArgumentException("At least one character type must be enabled.");

        var required = kinds.SelectMany(kind => RandomNumberGenerator.GetItems<char>(kind.Characters, kind.Minimum)).ToArray();
        char[] characters = [.. required, .. RandomNumberGenerator.GetItems<char>(choices, Math.Max(0, MinLength - required.Length))];
        RandomNumberGenerator.Shuffle<char>(characters);
        return new string(characters);
    }

    public override void WriteToManifest(ManifestPublishingContext context)
    {
        var writer = context.Writer;
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        foreach (var (name, allowed) in new[] { ("lower", Lower), ("upper", Upper), ("numeric", Numeric), ("special", Special) })
        {
            if (!allowed) writer.WriteBoolean(name, false);
        }
        foreach (var (name, minimum) in new[] { ("minLower", MinLower), ("minUpper", MinUpper), ("minNumeric", MinNumeric), ("minSpecial", MinSpecial) })
        {
            if (minimum != 0) writer.WriteNumber(name, minimum);
        }
        writer.WriteEndObject();
    }
}

internal sealed class ConstantParameterDefault(Func<string> value) : ParameterDefault
{
    private readonly Lazy<string> _value = new(value);

    public override string GetDefaultValue() => _value.Value;

    public override void WriteToManifest(ManifestPublishingContext context) => context.Writer.WriteString("value", GetDefaultValue());
}

/// <summary>What was generated once is found in the AppHost's user secrets on the next run, through its configuration.</summary>
internal sealed class PersistedParameterDefault(string parameterName, ParameterDefault inner, UserSecretsFile? secrets) : ParameterDefault
{
    public override string GetDefaultValue()
    {
        var value = inner.GetDefaultValue();
        secrets?.TrySet($"Parameters:{parameterName}", value);
        return value;
    }

    public override void WriteToManifest(ManifestPublishingContext context) => inner.WriteToManifest(context);
}
