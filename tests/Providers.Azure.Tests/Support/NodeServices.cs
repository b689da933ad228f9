using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MultiBatch.Providers.Azure.Tests.Support;

/// <summary>What a node with an identity reaches, on loopback: tokens of that identity, and a vault that gives secrets to whoever brings one.</summary>
internal sealed class NodeServices : IDisposable
{
    private const string Token = "made-up-token";

    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, string> _secrets = [];
    private readonly Task _serving;

    public NodeServices()
    {
        Address = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>Where tokens are to be had.</summary>
    public Uri IdentityAddress => new(Address + "/metadata/identity/oauth2/token");

    /// <summary>Puts a secret into the vault; gives its address there.</summary>
    public string Put(string value)
    {
        lock (_secrets)
        {
            var path = $"/secrets/secret-{_secrets.Count}";
            _secrets[path] = value;
            return Address + path;
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(10));
        _listener.Close();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var (status, body) = Answer(context.Request);
            context.Response.StatusCode = status;
            var bytes = Encoding.UTF8.GetBytes(body);
            await context.Response.OutputStream.WriteAsync(bytes);
            context.Response.Close();
        }
    }

    private (int Status, string Body) Answer(HttpListenerRequest request)
    {
        var path = request.Url!.AbsolutePath;
        if (path == IdentityAddress.AbsolutePath)
        {
            return request.Headers["Metadata"] == "true" && request.QueryString["resource"] == "https://vault.azure.net"
                ? (200, JsonSerializer.Serialize(new { access_token = Token, token_type = "Bearer" }))
                : (400, "{}");
        }

        lock (_secrets)
        {
            return request.Headers["Authorization"] != "Bearer " + Token ? (401, "{}")
                : _secrets.TryGetValue(path, out var value) && request.QueryString["api-version"] == "7.4"
                ? (200, "{\"value\":" + JsonSerializer.Serialize(value, Relaxed) + $",\"id\":\"{Address}{path}/1\",\"attributes\":{{\"enabled\":true}}}}")
                : (404, "{}");
        }
    }

    private static JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
