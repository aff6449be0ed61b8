using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using RoadmapAgent.Tests.Integration;

namespace RoadmapAgent.Tests.Unit.Api.Identity;

/// <summary>
/// Every route, asked by every kind of caller. <c>docs/authorization.md</c> shows the answers; it is generated here and must not differ.
/// The column of other users' roadmaps is what <see cref="OwnerTests"/>, <see cref="CardTests"/> and <see cref="TrashTests"/> show with a
/// database.
/// </summary>
public sealed partial class AuthorizationTests(AuthorityApi api) : IClassFixture<AuthorityApi>
{
    private const string Roadmaps = "/api/roadmaps/{id:guid}";
    private const string Card = "/api/reviews/{card:guid}";
    private const string Trashed = "/api/trash/{id:guid}";
    private static readonly Guid Id = new("0197f0c2-0000-7000-8000-000000000001");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The columns: what a caller sends.</summary>
    private (string Name, string? Credential)[] Callers =>
    [
        ("Anonymous", null),
        ("Expired token", api.Authority.Token(token => (token.NotBefore, token.Expires) = (Hours(-2), Hours(-1)))),
        ("User", api.Authority.Token()),
        ("Operator", api.Authority.Token(token => token.Claims["role"] = "operator")),
        ("Operators' key", AuthorityApi.OperatorsKey),
    ];

    private IReadOnlyList<(string Method, string Pattern)> Routes =>
    [
        .. api.Routes
            .Where(route => !route.Metadata.OfType<StaticAssetDescriptor>().Any())
            .SelectMany(route => MethodsOf(route).Select(method => (Method: method, Pattern: "/" + route.RoutePattern.RawText!.Trim('/'))))
            .Distinct()
            .OrderBy(route => route.Pattern, StringComparer.Ordinal)
            .ThenBy(route => route.Method, StringComparer.Ordinal),
    ];

    [Fact]
    public async Task The_documented_table_is_what_every_route_answers_to_every_caller()
    {
        var table = new StringBuilder()
            .Append("| Route |").AppendJoin("", Callers.Select(caller => $" {caller.Name} |")).AppendLine(" Another user's |")
            .Append("|---|").AppendJoin("", Callers.Select(_ => "---|")).AppendLine("---|");
        var rows = await Task.WhenAll(Routes.Select(async route =>
        {
            var answers = await Task.WhenAll(Callers.Select(caller => AnswerAsync(route.Method, route.Pattern, caller.Credential)));
            var foreign = route.Pattern.StartsWith(Roadmaps, StringComparison.Ordinal) || route.Pattern is Card or Trashed
                ? " 404 |"
                : " |";
            return $"| `{route.Method} {route.Pattern}` | {string.Join(" | ", answers)} |{foreign}";
        }));
        foreach (var row in rows)
        {
            table.AppendLine(row);
        }

        var documented = await File.ReadAllTextAsync(
            Path.Combine(Projects.RoadmapAgent_AppHost.ProjectPath, "..", "docs", "authorization.md"), Cancellation);
        Assert.True(documented.Contains(table.ToString(), StringComparison.Ordinal), $"docs/authorization.md must contain:\n{table}");
    }

    [Fact]
    public void Every_route_below_a_roadmap_is_asked_for_the_roadmap_of_another_user()
    {
        var tested = OwnerTests.Routes
            .Select(route => $"{route.Method} {Roadmaps}{route.Path}")
            .Select(route => route.Replace("/c-1-1-1", "/{}", StringComparison.Ordinal))
            .Select(route => route.Replace("/tutorial/regenerate", "/{}/regenerate", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            Routes.Where(route => route.Pattern.StartsWith(Roadmaps, StringComparison.Ordinal))
                .Select(route => $"{route.Method} {Roadmaps}{Parameter().Replace(route.Pattern[Roadmaps.Length..], "{}")}")
                .Order(StringComparer.Ordinal),
            tested);
    }

    private static IEnumerable<string> MethodsOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private static DateTime Hours(int count) => DateTime.UtcNow.AddHours(count);

    private async Task<string> AnswerAsync(string method, string pattern, string? credential)
    {
        var path = Parameter().Replace(Identifier().Replace(pattern, $"{Id}"), "x");
        using var request = new HttpRequestMessage(new(method), path);
        if (method is "POST" or "PUT")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        if (credential is not null)
        {
            request.Headers.Authorization = new("Bearer", credential);
        }

        using var response = await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "401",
            HttpStatusCode.Forbidden => "403",
            HttpStatusCode.Redirect when $"{response.Headers.Location}".StartsWith(api.Authority.Address, StringComparison.Ordinal) =>
                "sign-in",
            _ => "served",
        };
    }

    [GeneratedRegex(@"\{[^}]*:guid\}")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
