using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

public interface IResourceCollection : IList<IResource>
{
    bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource);
}

internal sealed class ResourceCollection : IResourceCollection
{
    private readonly List<IResource> _resources = [];
    private readonly Dictionary<string, IResource> _byName = new(StringComparer.OrdinalIgnoreCase);

    public ResourceCollection() { }

    public ResourceCollection(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources) Add(resource);
    }

    public IResource this[int index]
    {
        get => _resources[index];
        set
        {
            RemoveAt(index);
            Insert(index, value);
        }
    }

    public int Count => _resources.Count;
    public bool IsReadOnly => false;

    public void Add(IResource item) => Insert(Count, item);

    public void Insert(int index, IResource item)
    {
        if (!_byName.TryAdd(item.Name, item))
            throw new DistributedApplicationException($"Cannot add resource of type '{item.GetType()}' with name '{item.Name}' because resource of type '{_byName[item.Name].GetType()}' with that name already exists. Resource names are case-insensitive.");
        _resources.Insert(index, item);
    }

    public bool Remove(IResource item) => _resources.Remove(item) && _byName.Remove(item.Name);

    public void RemoveAt(int index) => Remove(_resources[index]);

    public void Clear()
    {
        _resources.Clear();
        _byName.Clear();
    }

    public bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource) => _byName.TryGetValue(name, out resource);

    public bool Contains(IResource item) => _resources.Contains(item);
    public int IndexOf(IResource item) => _resources.IndexOf(item);
    public void CopyTo(IResource[] array, int arrayIndex) => _resources.CopyTo(array, arrayIndex);
    public IEnumerator<IResource> GetEnumerator() => _resources.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
