namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>The catalog's data contradicts itself; the message names the file's entry and what is wrong with it.</summary>
public sealed class InvalidCatalogException : Exception
{
    /// <summary>Creates the exception.</summary>
    public InvalidCatalogException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with what caused it.</summary>
    public InvalidCatalogException(string message, Exception inner) : base(message, inner)
    {
    }
}
