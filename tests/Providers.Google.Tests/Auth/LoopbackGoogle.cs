using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MultiBatch.Providers.Google.Tests.Auth;

/// <summary>Google's token service and a machine's metadata server, on loopback. What is asked is written down.</summary>
internal sealed class LoopbackGoogle : IAsyncDisposable
{
    public const string Token = "ya29.loopback-token";

    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    private LoopbackGoogle(int port)
    {
        Authority = $"127.0.0.1:{port}";
        _listener.Prefixes.Add($"http://{Authority}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Authority { get; }

    public List<(string Method, string Path, string? Flavor, string Body)> Requests { get; } = [];

    public static LoopbackGoogle Start()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        return new LoopbackGoogle(port);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            var path = context.Request.Url!.AbsolutePath;
            lock (Requests)
            {
                Requests.Add((context.Request.HttpMethod, path, context.Request.Headers["Metadata-Flavor"], body));
            }

            context.Response.Headers["Metadata-Flavor"] = "Google";
            var (type, text) = path.EndsWith("project-id", StringComparison.Ordinal) ? ("text/plain", "machine-project")
                : path.EndsWith("universe-domain", StringComparison.Ordinal) ? ("text/plain", "googleapis.com")
                : ("application/json", "{\"access_token\":\"" + Token + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");
            context.Response.ContentType = type;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
            context.Response.Close();
        }
    }
}
