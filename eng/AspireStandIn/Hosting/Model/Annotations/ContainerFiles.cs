namespace Aspire.Hosting.ApplicationModel;

public abstract class ContainerFileSystemItem
{
    private string? _name;

    public string Name
    {
        get => _name!;
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            if (Path.GetDirectoryName(value) is not "") throw new ArgumentException($"Name '{value}' must be a simple file or folder name and not include any path separators (eg, / or \\). To specify parent folders, use one or more ContainerDirectory entries.", nameof(value));
            _name = value;
        }
    }

    public int? Owner { get; set; }

    public int? Group { get; set; }

    /// <summary>0: what the parent or the defaults give.</summary>
    public UnixFileMode Mode { get; set; }
}

public abstract class ContainerFileBase : ContainerFileSystemItem
{
    public string? Contents { get; set; }

    public string? SourcePath { get; set; }

    public bool? ContinueOnError { get; set; }
}

public sealed class ContainerFile : ContainerFileBase;

public sealed class ContainerDirectory : ContainerFileSystemItem
{
    public IEnumerable<ContainerFileSystemItem> Entries { get; set; } = [];

    public static IEnumerable<ContainerFileSystemItem> GetFileSystemItemsFromPath(string path, string searchPattern = "*", SearchOption searchOptions = SearchOption.TopDirectoryOnly, Action<ContainerFileSystemItem>? updateItem = null)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            if (searchPattern != "*") throw new ArgumentException($"A search pattern was specified, but the given path '{full}' is a file. Search patterns are only valid for directories.", nameof(searchPattern));
            return [Updated(new ContainerFile { Name = Path.GetFileName(full), SourcePath = full }, updateItem)];
        }
        if (!Directory.Exists(full)) throw new InvalidOperationException($"The specified path '{full}' does not exist.");

        return Items(full, searchPattern, searchOptions, updateItem);
    }

    /// <summary>A folder without a matching file below it is left out.</summary>
    private static List<ContainerFileSystemItem> Items(string folder, string searchPattern, SearchOption searchOptions, Action<ContainerFileSystemItem>? updateItem)
    {
        var items = new List<ContainerFileSystemItem>();
        foreach (var file in Directory.GetFiles(folder, searchPattern).Order(StringComparer.Ordinal))
            items.Add(Updated(new ContainerFile { Name = Path.GetFileName(file), SourcePath = file }, updateItem));
        if (searchOptions == SearchOption.TopDirectoryOnly) return items;

        foreach (var child in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            var entries = Items(child, searchPattern, searchOptions, updateItem);
            if (entries.Count > 0) items.Add(Updated(new ContainerDirectory { Name = Path.GetFileName(child), Entries = entries }, updateItem));
        }
        return items;
    }

    private static ContainerFileSystemItem Updated(ContainerFileSystemItem item, Action<ContainerFileSystemItem>? updateItem)
    {
        updateItem?.Invoke(item);
        return item;
    }
}

public sealed class ContainerFileSystemCallbackAnnotation : IResourceAnnotation
{
    public required string DestinationPath { get; init; }

    public int? DefaultOwner { get; init; }

    public int? DefaultGroup { get; init; }

    public UnixFileMode? Umask { get; set; }

    public required Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>> Callback { get; init; }
}

public sealed class ContainerFileSystemCallbackContext
{
    public required IServiceProvider Services { get; init; }

    public required IResource Model { get; init; }
}
