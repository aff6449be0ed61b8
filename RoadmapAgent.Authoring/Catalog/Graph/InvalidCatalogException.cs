namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>The catalog's data is inconsistent; the message names the entry and the problem.</summary>
public sealed class InvalidCatalogException : Exception
{
    /// <summary>Creates the exception.</summary>
    public InvalidCatalogException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public InvalidCatalogException(string message, Exception inner) : base(message, inner)
    {
    }
}
