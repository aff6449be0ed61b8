using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

internal static class StopOrder
{
    /// <summary>Resources in the order of stopping: each wave is what nothing still running waits for.</summary>
    public static IEnumerable<IReadOnlyList<IResource>> Waves(IReadOnlyList<IResource> resources)
    {
        var left = resources.ToList();
        while (left.Count > 0)
        {
            var needed = left.SelectMany(resource => resource.Annotations.OfType<WaitAnnotation>(), (resource, wait) => wait.Resource).ToHashSet();
            var wave = left.Where(resource => !needed.Contains(resource)).ToList();
            if (wave.Count == 0) wave = [.. left];
            yield return wave;
            left.RemoveAll(wave.Contains);
        }
    }
}
