using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Read while it is written to by handlers of other resources: enumeration sees a snapshot, changes are serialised.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>
{
    public ResourceAnnotationCollection() : base(new Snapshots()) { }

    private Snapshots Store => (Snapshots)Items;

    protected override void InsertItem(int index, IResourceAnnotation item) =>
        Store.Change(items => items.Insert(Math.Clamp(index, 0, items.Length), item));

    protected override void RemoveItem(int index) =>
        Store.Change(items => index < items.Length ? items.RemoveAt(index) : items);

    protected override void SetItem(int index, IResourceAnnotation item) =>
        Store.Change(items => index < items.Length ? items.SetItem(index, item) : items);

    protected override void ClearItems() => Store.Change(_ => []);

    private sealed class Snapshots : IList<IResourceAnnotation>
    {
        private ImmutableArray<IResourceAnnotation> _items = [];

        public int Count => _items.Length;
        public bool IsReadOnly => false;

        public IResourceAnnotation this[int index]
        {
            get => _items[index];
            set => Change(items => items.SetItem(index, value));
        }

        public void Change(Func<ImmutableArray<IResourceAnnotation>, ImmutableArray<IResourceAnnotation>> change) =>
            ImmutableInterlocked.Update(ref _items, change);

        public void Add(IResourceAnnotation item) => Change(items => items.Add(item));
        public void Insert(int index, IResourceAnnotation item) => Change(items => items.Insert(index, item));
        public void RemoveAt(int index) => Change(items => items.RemoveAt(index));
        public void Clear() => Change(_ => []);
        public bool Contains(IResourceAnnotation item) => _items.Contains(item);
        public int IndexOf(IResourceAnnotation item) => _items.IndexOf(item);
        public void CopyTo(IResourceAnnotation[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);
        public IEnumerator<IResourceAnnotation> GetEnumerator() => ((IEnumerable<IResourceAnnotation>)_items).GetEnumerator();
        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        public bool Remove(IResourceAnnotation item)
        {
            var had = Contains(item);
            Change(items => items.Remove(item));
            return had;
        }
    }
}
