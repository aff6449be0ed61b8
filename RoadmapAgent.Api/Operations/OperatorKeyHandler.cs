using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace RoadmapAgent.Api.Operations;

/// <summary>
/// Authenticates operators by their key, sent as a bearer token or as the password of any user. In Development everybody is an operator;
/// elsewhere nobody is if no key is set.
/// </summary>
internal sealed class OperatorKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemes,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    IHostEnvironment environment,
    IOptions<OperationsOptions> options,
    IProblemDetailsService problems)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, loggers, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string Name = "OperatorKey";

    private const string Bearer = "Bearer";
    private const string Basic = "Basic";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (environment.IsDevelopment())
        {
            return Task.FromResult(Operator());
        }

        return Task.FromResult(Key(Request.Headers.Authorization.ToString()) is not { } key
            ? AuthenticateResult.NoResult()
            : IsKey(key)
                ? Operator()
                : AuthenticateResult.Fail("The key is wrong."));
    }

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

    private static AuthenticateResult Operator()
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.Role, Operators.Role)], Name);
        return AuthenticateResult.Success(new(new(identity), Name));
    }

    private bool IsKey(string presented) =>
        options.Value.Key.Length > 0
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(presented)), SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Key)));

    // AuthenticationHeaderValue would take a comma in the key for the end of the value.
    private static string? Key(string authorization) => authorization.Split(' ', 2, StringSplitOptions.TrimEntries) switch
    {
        [var scheme, { Length: > 0 } key] when scheme.Equals(Bearer, StringComparison.OrdinalIgnoreCase) => key,
        [var scheme, { Length: > 0 } credentials] when scheme.Equals(Basic, StringComparison.OrdinalIgnoreCase) => Password(credentials),
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
