using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoadmapAgent.Api;
using RoadmapAgent.Api.Identity;

namespace RoadmapAgent.Tests.Unit.Api;

/// <summary>The pages over HTTP, as the API's build has listed them.</summary>
public sealed class PagesTests : IDisposable
{
    private const string Key = "the operators' key";
    private const string Development = "Development";
    private const string Production = "Production";

    /// <summary>A folder of pages beside that of the build.</summary>
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pages");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/operations", "text/html")]
    [InlineData("/operations/", "text/html")]
    [InlineData("/main.js", "text/javascript")]
    [InlineData("/views/start.js", "text/javascript")]
    [InlineData("/operations/operations.js", "text/javascript")]
    [InlineData("/styles/theme.css", "text/css")]
    public async Task A_file_comes_with_its_type_its_entity_tag_and_the_security_headers(string path, string mediaType)
    {
        await using var site = await StartAsync(Production);
        using var response = await GetAsync(site, path, ("Authorization", $"Bearer {Key}"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.False(string.IsNullOrEmpty(response.Headers.ETag?.Tag));
        Assert.True(response.Headers.CacheControl?.NoCache);
        Assert.StartsWith(
            "default-src 'self';", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/main.js")]
    public async Task A_file_that_has_not_changed_is_not_sent_again(string path)
    {
        await using var site = await StartAsync(Production);
        using var first = await GetAsync(site, path);
        using var second = await GetAsync(site, path, ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/views/roadmap.js")]
    [InlineData("/styles/roadmap.css")]
    public async Task A_client_that_accepts_gzip_gets_a_compressed_file(string path)
    {
        await using var site = await StartAsync(Production);
        using var plain = await GetAsync(site, path);
        using var compressed = await GetAsync(site, path, ("Accept-Encoding", "gzip"));

        Assert.Equal(["gzip"], compressed.Content.Headers.ContentEncoding);
        Assert.Equal(plain.Content.Headers.ContentType, compressed.Content.Headers.ContentType);
        Assert.Contains("Accept-Encoding", compressed.Headers.Vary, StringComparer.OrdinalIgnoreCase);
        var bytes = await compressed.Content.ReadAsByteArrayAsync(Cancellation);
        using var reader = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        var text = await plain.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(text, await reader.ReadToEndAsync(Cancellation));
        Assert.InRange(bytes.Length, 1, text.Length / 2);
    }

    [Theory]
    [InlineData("picture.png", "image/png")]
    [InlineData("icon.svg", "image/svg+xml")]
    [InlineData("letters.woff2", "font/woff2")]
    public async Task A_file_of_any_type_added_while_developing_is_served_without_a_build(string name, string mediaType)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, name), "content", Cancellation);
        await using var site = await StartAsync(Development);
        using var response = await GetAsync(site, $"/{name}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(response.Headers.ETag);
    }

    [Fact]
    public async Task While_developing_every_file_is_sent_again_because_it_may_have_been_edited()
    {
        await using var site = await StartAsync(Development);
        using var first = await GetAsync(site, "/main.js");
        using var second = await GetAsync(
            site,
            "/main.js",
            ("If-None-Match", first.Headers.ETag!.ToString()),
            ("If-Modified-Since", DateTimeOffset.UtcNow.ToString("R")));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task Every_file_of_the_operators_asks_for_their_key()
    {
        await using var site = await StartAsync(Production);
        var paths = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(path => path.StartsWith("operations", StringComparison.Ordinal))
            .ToHashSet();
        Assert.Contains("operations/operations.js", paths);
        foreach (var path in paths)
        {
            using var stranger = await GetAsync(site, $"/{path}");
            using var operators = await GetAsync(site, $"/{path}", ("Authorization", $"Bearer {Key}"));
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, stranger.StatusCode));
            Assert.Equal((path, HttpStatusCode.OK), (path, operators.StatusCode));
        }
    }

    [Theory]
    [InlineData("operations/index.html")]
    [InlineData("operations/added.js")]
    [InlineData("added.js")]
    public async Task A_file_added_after_the_build_is_not_served_outside_development(string path)
    {
        _folder.CreateSubdirectory("operations");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, path), "content", Cancellation);
        await using var site = await StartAsync(Production);
        using var response = await GetAsync(site, $"/{path}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<WebApplication> StartAsync(string environment)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Pages).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = environment,
            WebRootPath = _folder.FullName,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<OperatorKeyOptions>(OperatorKeyHandler.Name, options => options.Key = Key);
        builder.Services.AddProblemDetails();
        builder.Configuration["Identity:Authority"] = environment == Development ? null : "https://id.invalid";
        builder.Configuration["Identity:ClientId"] = "pages";
        builder.Configuration["Identity:AllowedHosts"] = "127.0.0.1";
        builder.AddIdentity();
        builder.AddPages();
        var site = builder.Build();
        site.UseSecurityHeaders();
        site.UseIdentityChecks();
        site.UseAuthentication();
        site.UseAuthorization();
        site.MapPages();
        await site.StartAsync(Cancellation);
        return site;
    }

    private static async Task<HttpResponseMessage> GetAsync(WebApplication site, string path, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, site.Urls.Single() + path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, Cancellation);
    }
}
