using System.Net;
using System.Text;

namespace MultiBatch.Costs.Tests.Refreshing;

/// <summary>A price service on the loopback: answers in the shapes the vendors document, and counts what it is asked.</summary>
internal sealed class PriceServer : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Task _loop;
    private readonly Func<HttpListenerRequest, string, (int Status, string Body)> _answer;
    private readonly List<string> _asked = [];

    public PriceServer(Func<HttpListenerRequest, string, (int Status, string Body)> answer)
    {
        _answer = answer;
        for (var tries = 0; ; tries++)
        {
            var port = Random.Shared.Next(20_000, 60_000);
            _listener = new HttpListener();
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                _listener.Start();
                Endpoint = new Uri($"http://127.0.0.1:{port}");
                break;
            }
            catch (HttpListenerException) when (tries < 50)
            {
                // The port is taken: another one.
            }
        }

        _loop = RunAsync();
    }

    public Uri Endpoint { get; }

    /// <summary>A header every reply carries.</summary>
    public (string Name, string Value)? Header { get; set; }

    public IReadOnlyList<string> Asked => _asked;

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            _asked.Add(context.Request.Url!.PathAndQuery + (body.Length > 0 ? " " + body : string.Empty));
            var (status, text) = _answer(context.Request, body);
            context.Response.StatusCode = status;
            if (Header is { } header)
            {
                context.Response.Headers[header.Name] = header.Value;
            }

            var bytes = Encoding.UTF8.GetBytes(text);
            await context.Response.OutputStream.WriteAsync(bytes);
            context.Response.Close();
        }
    }
}
