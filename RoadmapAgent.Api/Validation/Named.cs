using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using RoadmapAgent.Domain;

namespace RoadmapAgent.Api.Validation;

/// <summary>A value of an enumeration as a client names it.</summary>
/// <remarks>An unknown name is kept, so that it is reported together with the other invalid fields.</remarks>
/// <typeparam name="T">The enumeration.</typeparam>
/// <param name="Text">The name as sent; null if the field is missing.</param>
[JsonConverter(typeof(NamedConverter))]
[SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "IParsable consists of them.")]
public readonly record struct Named<T>(string? Text) : INamed, IParsable<Named<T>> where T : struct, Enum
{
    private static readonly string[] AllNames = [.. Enum.GetValues<T>().Select(DomainJson.Name)];

    /// <summary>The value; null if there is none of this name.</summary>
    public T? Value => Array.IndexOf(AllNames, Text) is >= 0 and var index ? Enum.GetValues<T>()[index] : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => AllNames;

    bool INamed.Exists => Value is not null;

    /// <summary>Returns what a client sent in a route or query; whether the name exists is checked with the other fields.</summary>
    /// <param name="s">The name.</param>
    /// <param name="provider">Not used.</param>
    public static Named<T> Parse(string s, IFormatProvider? provider) => new(s);

    /// <inheritdoc cref="Parse"/>
    /// <param name="s">The name.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The value.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Named<T> result)
    {
        result = new(s ?? "");
        return s is not null;
    }
}
