using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Aspire.Hosting;

public enum InputType { Text, SecretText, Choice, Boolean, Number, File }

public sealed class InteractionInput
{
    public required string Name { get; init; }
    public required InputType InputType { get; init; }
    public string? Label { get; init; }
    public string? Description { get; init; }
    public bool EnableDescriptionMarkdown { get; init; }
    public bool Required { get; init; }
    public IReadOnlyList<KeyValuePair<string, string>>? Options { get; set; }
    public string? Value { get; set; }
    public string? Placeholder { get; init; }
    public bool AllowCustomChoice { get; init; }
    public bool Disabled { get; set; }
    public int? MaxLength { get; init; }

    internal List<string> ValidationErrors { get; } = [];
}

public sealed class InteractionInputCollection : IReadOnlyList<InteractionInput>
{
    private readonly InteractionInput[] _inputs;
    private readonly Dictionary<string, InteractionInput> _byName = new(StringComparer.OrdinalIgnoreCase);

    public InteractionInputCollection(IReadOnlyList<InteractionInput> inputs)
    {
        _inputs = [.. inputs];
        foreach (var input in _inputs)
        {
            if (!_byName.TryAdd(input.Name, input)) throw new InvalidOperationException($"Duplicate input name '{input.Name}' found. Input names must be unique.");
        }
    }

    public InteractionInput this[int index] => _inputs[index];

    public InteractionInput this[string name] => _byName.TryGetValue(name, out var input) ? input : throw new KeyNotFoundException($"No input with name '{name}' was found.");

    public int Count => _inputs.Length;

    public IEnumerable<string> Names => _byName.Keys;

    public bool ContainsName(string name) => _byName.ContainsKey(name);

    public bool TryGetByName(string name, [NotNullWhen(true)] out InteractionInput? input) => _byName.TryGetValue(name, out input);

    public string? GetString(string name) => this[name].Value;

    public bool GetBoolean(string name) => bool.Parse(Given(name));

    public int GetInt32(string name) => int.Parse(Given(name), NumberStyles.Integer, CultureInfo.InvariantCulture);

    public double GetDouble(string name) => double.Parse(Given(name), NumberStyles.Float, CultureInfo.InvariantCulture);

    public InteractionInput[] ToArray() => [.. _inputs];

    public IEnumerator<InteractionInput> GetEnumerator() => _inputs.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Given(string name) => GetString(name) ?? throw new InvalidOperationException($"Input '{name}' does not have a value.");
}

public sealed class InputsDialogValidationContext
{
    public required InteractionInputCollection Inputs { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public required IServiceProvider Services { get; init; }

    internal bool HasErrors => Inputs.Any(input => input.ValidationErrors.Count > 0);

    public void AddValidationError(string inputName, string errorMessage) => AddValidationError(Inputs[inputName], errorMessage);

    public void AddValidationError(InteractionInput input, string errorMessage)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentException.ThrowIfNullOrEmpty(errorMessage);
        input.ValidationErrors.Add(errorMessage);
    }
}
