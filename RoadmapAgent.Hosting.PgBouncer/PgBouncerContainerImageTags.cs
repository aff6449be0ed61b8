namespace RoadmapAgent.Hosting.PgBouncer;

/// <summary>The image of <c>AddPgBouncer</c>, built by CloudNativePG from the PostgreSQL project's packages for amd64 and arm64.</summary>
internal static class PgBouncerContainerImageTags
{
    /// <remarks>ghcr.io</remarks>
    public const string Registry = "ghcr.io";

    /// <remarks>cloudnative-pg/pgbouncer</remarks>
    public const string Image = "cloudnative-pg/pgbouncer";

    /// <remarks>1.25.2-trixie</remarks>
    public const string Tag = "1.25.2-trixie";

    /// <summary>The user <c>pgbouncer</c> of the image.</summary>
    public const int UserId = 998;

    /// <summary>The group <c>pgbouncer</c> of the image.</summary>
    public const int GroupId = 996;
}
