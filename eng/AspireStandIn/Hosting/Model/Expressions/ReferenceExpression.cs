using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

public class ReferenceExpression : IExpressionValue, IValueWithReferences
{
    public static readonly ReferenceExpression Empty = new("", [], [], []);

    private readonly string? _conditionalName;

    internal ReferenceExpression(string format, IValueProvider[] valueProviders, string[] manifestExpressions, string?[] stringFormats)
    {
        (Format, ValueProviders, ManifestExpressions, StringFormats) = (format, valueProviders, manifestExpressions, stringFormats);
    }

    private ReferenceExpression(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
        : this("", [.. whenTrue.ValueProviders, .. whenFalse.ValueProviders], [], [])
    {
        (Condition, MatchValue, WhenTrue, WhenFalse) = (condition, matchValue, whenTrue, whenFalse);
        _conditionalName = ConditionalName(condition, matchValue, whenTrue, whenFalse);
    }

    public string Format { get; }
    public IReadOnlyList<IValueProvider> ValueProviders { get; }
    public IReadOnlyList<string> ManifestExpressions { get; }
    public IReadOnlyList<string?> StringFormats { get; }

    public bool IsConditional => Condition is not null;
    public IValueProvider? Condition { get; }
    public string? MatchValue { get; }
    public ReferenceExpression? WhenTrue { get; }
    public ReferenceExpression? WhenFalse { get; }

    public string ValueExpression => IsConditional
        ? $"{{{_conditionalName}.connectionString}}"
        : string.Format(CultureInfo.InvariantCulture, Format, [.. ManifestExpressions]);

    IEnumerable<object> IValueWithReferences.References => IsConditional
        ? [Condition!, .. (Condition as IValueWithReferences)?.References ?? [], .. ((IValueWithReferences)WhenTrue!).References, .. ((IValueWithReferences)WhenFalse!).References]
        : ValueProviders;

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    public static ReferenceExpression CreateConditional(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentException.ThrowIfNullOrEmpty(matchValue);
        ArgumentNullException.ThrowIfNull(whenTrue);
        ArgumentNullException.ThrowIfNull(whenFalse);
        return new(condition, matchValue, whenTrue, whenFalse);
    }

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken) =>
        EvaluateAsync(provider => provider.GetValueAsync(context, cancellationToken));

    internal async ValueTask<string?> EvaluateAsync(Func<IValueProvider, ValueTask<string?>> resolve)
    {
        if (IsConditional)
        {
            var matches = string.Equals(await resolve(Condition!), MatchValue, StringComparison.OrdinalIgnoreCase);
            return await (matches ? WhenTrue! : WhenFalse!).EvaluateAsync(resolve);
        }

        if (Format.Length == 0) return null;
        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await resolve(ValueProviders[i]);
            values[i] = value is not null && StringFormats[i] is { } format ? Formatted(value, format) : value;
        }
        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    internal static string Formatted(string value, string format) => format.ToLowerInvariant() switch
    {
        "uri" => Uri.EscapeDataString(value),
        _ => throw new NotSupportedException($"The format '{format}' is not supported. Supported formats are 'uri' (encodes a URI)"),
    };

    private static string ConditionalName(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        var text = (condition as IManifestExpressionProvider)?.ValueExpression;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes((text ?? condition.GetType().Name) + whenTrue.ValueExpression + whenFalse.ValueExpression + matchValue));
        var words = string.Concat((text ?? "").Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return $"cond-{(words.Length == 0 ? "expr" : string.Join('-', words))}-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}";
    }

    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _format = new(literalLength * 2);
        private readonly ExpressionParts _parts = new(formattedCount);

        public readonly void AppendLiteral(string value) => _format.Append(Escaped(value));

        public readonly void AppendFormatted(string? value) => AppendFormatted(value, format: null);

        public readonly void AppendFormatted(string? value, string? format = null)
        {
            if (value is not null) _format.Append(Escaped(format is null ? value : Formatted(value, format)));
        }

        public readonly void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider =>
            AppendFormatted(valueProvider, format: null);

        public readonly void AppendFormatted<T>(T valueProvider, string? format = null) where T : IValueProvider, IManifestExpressionProvider =>
            _format.Append(_parts.Add(valueProvider, valueProvider.ValueExpression, format));

        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider) where T : IResource, IValueProvider, IManifestExpressionProvider =>
            AppendFormatted(valueProvider.Resource, format: null);

        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format = null) where T : IResource, IValueProvider, IManifestExpressionProvider =>
            AppendFormatted(valueProvider.Resource, format);

        internal readonly ReferenceExpression ToExpression() => _parts.ToExpression(_format.ToString());

        /// <summary>The literal becomes part of a format string; braces that are doubled already stay as they are.</summary>
        private static string Escaped(string text)
        {
            if (text.AsSpan().IndexOfAny('{', '}') < 0) return text;

            var escaped = new StringBuilder(text.Length + 4);
            for (var i = 0; i < text.Length; i++)
            {
                escaped.Append(text[i]);
                if (text[i] is not ('{' or '}')) continue;
                escaped.Append(text[i]);
                if (i + 1 < text.Length && text[i + 1] == text[i]) i++;
            }
            return escaped.ToString();
        }
    }
}

/// <summary>What stands in for the places of an expression's format.</summary>
internal sealed class ExpressionParts(int capacity = 0)
{
    private readonly List<IValueProvider> _valueProviders = new(capacity);
    private readonly List<string> _manifestExpressions = new(capacity);
    private readonly List<string?> _stringFormats = new(capacity);

    public string Add(IValueProvider valueProvider, string manifestExpression, string? format)
    {
        _valueProviders.Add(valueProvider);
        _manifestExpressions.Add(manifestExpression);
        _stringFormats.Add(format);
        return string.Create(CultureInfo.InvariantCulture, $"{{{_valueProviders.Count - 1}}}");
    }

    public ReferenceExpression ToExpression(string format) => new(format, [.. _valueProviders], [.. _manifestExpressions], [.. _stringFormats]);
}
