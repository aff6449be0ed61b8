using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace RoadmapAgent.Api.Identity;

/// <summary>
/// Authenticates everybody as a local identity, which is an operator as well. <see cref="LoopbackOnly"/> keeps others out.
/// </summary>
internal sealed class LocalIdentityHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemes, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, loggers, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string Name = "Local";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var identity = LocalIdentity.Of(Request.Cookies[LocalIdentity.Cookie]);
        var person = Person.Learner(Name, LocalIdentity.Issuer, identity.Subject, identity.Name, isOperator: true);
        return Task.FromResult(AuthenticateResult.Success(new(person, Name)));
    }
}
