using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using RoadmapAgent.Data.Identity;

namespace RoadmapAgent.Api.Identity;

/// <summary>The keys that protect cookies, shared by all processes of the API. They are read at the first sign-in and once a day.</summary>
internal sealed class KeyRing(DataProtectionKeyStore keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Wait(keys.ReadAsync(CancellationToken.None)).Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) => Wait(
        StoreAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting)));

    private async Task<bool> StoreAsync(string name, string xml)
    {
        await keys.AddAsync(name, xml, CancellationToken.None);
        return true;
    }

    // The framework's interface is synchronous.
    private static T Wait<T>(Task<T> work) => work.GetAwaiter().GetResult();
}
