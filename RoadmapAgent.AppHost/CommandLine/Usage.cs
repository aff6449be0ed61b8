namespace RoadmapAgent.AppHost.CommandLine;

/// <summary>The usage, which <c>run.sh</c> prints from the same file.</summary>
internal static class Usage
{
    private const string Name = "usage.txt";

    /// <summary>The text.</summary>
    public static string Text
    {
        get
        {
            using var reader = new StreamReader(typeof(Usage).Assembly.GetManifestResourceStream(Name)!);
            return reader.ReadToEnd();
        }
    }
}
