using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>The genuine dashboard, run by the Aspire command line that the scripts install. Without that program there is none.</summary>
internal sealed class DashboardProcess(DistributedApplicationOptions options, IConfiguration configuration, Watchdog watchdog, ILogger<DistributedApplication> logger) : IHostedService, IAsyncDisposable
{
    /// <summary>The path of the Aspire command line.</summary>
    public const string ProgramVariable = "STANDIN_DASHBOARD";

    private DirectoryInfo? _folder;
    private ChildProcess? _process;
    private string _lastWords = "";

    private bool IsUnsecured => bool.TryParse(configuration["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"], out var anonymous) && anonymous;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.DisableDashboard) return;

        var frontend = Secured("ASPNETCORE_URLS");
        var otlp = Secured("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL");
        if (configuration[ProgramVariable] is not { Length: > 0 } program)
        {
            logger.LogInformation("No dashboard: {Variable} does not name the Aspire command line.", ProgramVariable);
            return;
        }

        var token = configuration["AppHost:BrowserToken"] ?? Secret();
        configuration["AppHost:OtlpApiKey"] ??= Secret();
        _folder = Directory.CreateTempSubdirectory("aspire-dashboard");
        var settings = Path.Combine(_folder.FullName, "dashboard.json");
        await File.WriteAllTextAsync(settings, Settings(token), cancellationToken);
        var start = new ChildStart(
            program,
            ["dashboard", "run", "--nologo", "--non-interactive", "--frontend-url", frontend, "--otlp-grpc-url", otlp, "--otlp-http-url", $"http://127.0.0.1:{Ports.Free()}", "--config-file-path", settings],
            "/",
            new Dictionary<string, string?> { ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["NO_COLOR"] = "1", ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = null },
            (line, _) => _lastWords = string.IsNullOrWhiteSpace(line) ? _lastWords : line.Trim());
        _process = ChildProcess.Start(start, watchdog);
        _ = ReportEndAsync(_process);
        if (await AnswersAsync(frontend, _process, cancellationToken)) logger.LogInformation("Login to the dashboard at {Url}", IsUnsecured ? frontend : $"{frontend}/login?t={token}");
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_process is not { } process) return;
        _process = null;
        await process.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        if (_folder is { Exists: true }) _folder.Delete(recursive: true);
    }

    /// <summary>Keys go into a file that only this user can read (its folder is created so), not onto a command line.</summary>
    private string Settings(string token) => JsonSerializer.Serialize(new
    {
        Dashboard = new
        {
            ApplicationName = options.DashboardApplicationName ?? configuration["AppHost:DashboardApplicationName"],
            Frontend = new { AuthMode = IsUnsecured ? "Unsecured" : "BrowserToken", BrowserToken = token },
            Otlp = new { AuthMode = "ApiKey", PrimaryApiKey = configuration["AppHost:OtlpApiKey"] },
        },
    });

    private string Secured(string setting)
    {
        var url = configuration[setting]?.Split(';')[0] ?? throw new DistributedApplicationException($"The dashboard needs an address: {setting} is not set.");
        if (url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !options.AllowUnsecuredTransport && !(bool.TryParse(configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"], out var allowed) && allowed))
            throw new DistributedApplicationException($"The '{setting}' setting must be an https address unless the 'ASPIRE_ALLOW_UNSECURED_TRANSPORT' environment variable is set to true.");
        return url.TrimEnd('/');
    }

    private async Task ReportEndAsync(ChildProcess process)
    {
        var code = await process.Exited;
        if (_process == process) logger.LogWarning("The dashboard ended with exit code {ExitCode}: {LastWords}", code, _lastWords);
    }

    /// <summary>Telemetry sent before it listens would be lost with a warning by each process.</summary>
    private async Task<bool> AnswersAsync(string frontend, ChildProcess process, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!process.Exited.IsCompleted)
        {
            try
            {
                using var response = await client.GetAsync(new Uri(frontend), HttpCompletionOption.ResponseHeadersRead, patience.Token);
                return true;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                if (!patience.IsCancellationRequested) continue;
                logger.LogWarning("The dashboard does not answer at {Url}.", frontend);
                return false;
            }
        }
        return false;
    }

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
