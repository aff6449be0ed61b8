namespace RoadmapAgent.Authoring;

/// <summary>An author could not produce what was asked for.</summary>
public sealed class AuthorException : Exception
{
    /// <summary>Creates the exception.</summary>
    public AuthorException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with what caused it.</summary>
    public AuthorException(string message, Exception inner) : base(message, inner)
    {
    }
}
