using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace RoadmapAgent.Api.Identity;

/// <summary>
/// Authenticates operators by their key, sent as a bearer token or as the password of any user. Without a key, the scheme authenticates no
/// one.
/// </summary>
internal sealed class OperatorKeyHandler(
    IOptionsMonitor<OperatorKeyOptions> schemes, ILoggerFactory loggers, UrlEncoder encoder, IProblemDetailsService problems)
    : AuthenticationHandler<OperatorKeyOptions>(schemes, loggers, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string Name = "OperatorKey";

    private const string Bearer = "Bearer";
    private const string Basic = "Basic";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(KeyOf(Request) is not { } key ? AuthenticateResult.NoResult()
            : Options.Is(key) ? AuthenticateResult.Success(new(Person.Operator(Name), Name))
            : AuthenticateResult.Fail("The key is wrong."));

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // Makes a browser prompt for the key and send it with the page's own requests as well.
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Basic realm=\"operators\", charset=\"UTF-8\"");
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        await problems.TryWriteAsync(new()
        {
            HttpContext = Context,
            ProblemDetails =
            {
                Status = StatusCodes.Status401Unauthorized,
                Detail = "Send the operators' key as a bearer token or as the password of any user; it is set with Operations:Key.",
            },
        });
    }

    /// <summary>Whether a request has a bearer token.</summary>
    public static bool IsBearer(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith($"{Bearer} ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns what a request presents as the key; null if it presents nothing.</summary>
    // AuthenticationHeaderValue would take a comma in the key for the end of the value.
    public static string? KeyOf(HttpRequest request) =>
        request.Headers.Authorization.ToString().Split(' ', 2, StringSplitOptions.TrimEntries) switch
        {
            [var scheme, { Length: > 0 } key] when scheme.Equals(Bearer, StringComparison.OrdinalIgnoreCase) => key,
            [var scheme, { Length: > 0 } login] when scheme.Equals(Basic, StringComparison.OrdinalIgnoreCase) => Password(login),
            _ => null,
        };

    private static string? Password(string credentials)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(credentials));
            return text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
