namespace RoadmapAgent.Authoring;

/// <summary>An author could not produce the requested result.</summary>
public sealed class AuthorException : Exception
{
    /// <summary>Creates the exception.</summary>
    public AuthorException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public AuthorException(string message, Exception inner) : base(message, inner)
    {
    }
}
