using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>nginx in front of the API, with its defaults: it buffers answers and speaks HTTP/1.0 to the server behind it.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly Process _process;

    private Nginx(DirectoryInfo directory, Process process, Uri address)
    {
        (_directory, _process) = (directory, process);
        Client = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public HttpClient Client { get; }

    public static async Task<Nginx> InFrontOfAsync(Uri api)
    {
        var directory = Directory.CreateTempSubdirectory("nginx-");
        var port = LocalPort.Free();
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "nginx.conf"), Configuration(directory.FullName, port, api));
        var program = File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";
        var process = Process.Start(new ProcessStartInfo(program, ["-p", directory.FullName, "-c", "nginx.conf", "-e", "stderr"])
        {
            RedirectStandardError = true,
        })!;
        var nginx = new Nginx(directory, process, new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri);
        await Eventually.TrueAsync(TimeSpan.FromMinutes(1), () => "nginx does not listen", async () =>
        {
            Assert.False(process.HasExited, process.HasExited ? await process.StandardError.ReadToEndAsync() : "");
            using var client = new TcpClient();
            return await client.ConnectAsync(IPAddress.Loopback, port)
                .ContinueWith(connected => connected.IsCompletedSuccessfully, TaskScheduler.Default);
        });
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private static string Configuration(string directory, int port, Uri api) => string.Create(CultureInfo.InvariantCulture, $$"""
        daemon off;
        master_process off;
        pid {{directory}}/nginx.pid;
        events {}
        http {
          access_log off;
          client_body_temp_path {{directory}}/body;
          proxy_temp_path {{directory}}/proxy;
          fastcgi_temp_path {{directory}}/fastcgi;
          uwsgi_temp_path {{directory}}/uwsgi;
          scgi_temp_path {{directory}}/scgi;
          server {
            listen 127.0.0.1:{{port}};
            location / { proxy_pass {{api.GetLeftPart(UriPartial.Authority)}}; }
          }
        }
        """);
}
