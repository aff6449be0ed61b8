namespace RoadmapAgent.Data.Migrations;

/// <summary>What one role may do with some rows of a table.</summary>
/// <param name="Table">The table, with its schema.</param>
/// <param name="Name">The policy's name, which is unique for the table.</param>
/// <param name="Role">The role.</param>
/// <param name="Command">What it may do: <c>SELECT</c>, <c>INSERT</c>, <c>UPDATE</c>, <c>DELETE</c>, or <c>ALL</c> of it.</param>
/// <param name="Using">
/// The condition for rows that exist, as PostgreSQL writes it, so that it can be compared; null for <c>INSERT</c>, which finds none.
/// </param>
/// <param name="Check">The condition for rows that are written, in the same form; null: the same one.</param>
internal sealed record RowPolicy(string Table, string Name, string Role, string Command, string? Using, string? Check = null)
{
    /// <summary>The statement that creates it.</summary>
    public string Create => $"CREATE POLICY {SqlName.Quote(Name)} ON {Table} FOR {Command} TO {SqlName.Quote(Role)}"
        + (Using is null ? "" : $" USING ({Using})")
        + (Check is null ? "" : $" WITH CHECK ({Check})");

    /// <summary>The statement that drops it.</summary>
    public string Drop => $"DROP POLICY {SqlName.Quote(Name)} ON {Table}";
}
