using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MultiBatch.Providers.Aws.Tests.Auth;

/// <summary>A loopback server that hands out made-up credentials as STS, a container agent, the metadata service and single sign-on do.</summary>
internal sealed class LoopbackAws : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public LoopbackAws()
    {
        Port = FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public int Port { get; }

    /// <summary>The secret key it hands out.</summary>
    public string SecretKey { get; init; } = "s";

    /// <summary>The session token it hands out.</summary>
    public string Token { get; init; } = "t";

    /// <summary>What a container shows to its agent.</summary>
    public string AgentToken { get; set; } = "made-up-agent-token";

    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>Each request: method, path, and for forms the body.</summary>
    public List<string> Requests { get; } = [];

    public void Dispose()
    {
        // Not stopped first: closing would then bind the port once more, which somebody else may have by now.
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(10));
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

            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            lock (Requests)
            {
                Requests.Add($"{context.Request.HttpMethod} {context.Request.Url!.PathAndQuery} {body}".Trim());
            }

            var (status, type, text) = Answer(context.Request, body);
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            context.Response.Headers["x-aws-ec2-metadata-token-ttl-seconds"] = "600";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
            context.Response.Close();
        }
    }

    private (int Status, string Type, string Text) Answer(HttpListenerRequest request, string body)
    {
        var expiration = DateTime.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var path = request.Url!.AbsolutePath;
        if (body.Contains("Action=AssumeRoleWithWebIdentity", StringComparison.Ordinal))
        {
            return body.Contains("WebIdentityToken=made-up-identity", StringComparison.Ordinal)
                ? (200, "text/xml", Sts("AssumeRoleWithWebIdentity", "WEBKEY", expiration))
                : (400, "text/xml", "<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>");
        }

        if (body.Contains("Action=AssumeRole", StringComparison.Ordinal))
        {
            return body.Contains("denied", StringComparison.Ordinal)
                ? (403, "text/xml", "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not you</Message></Error><RequestId>r</RequestId></ErrorResponse>")
                : (200, "text/xml", Sts("AssumeRole", "ROLEKEY", expiration));
        }

        return path switch
        {
            "/container" when request.Headers["Authorization"] == AgentToken => (200, "application/json", Keys("CONTAINERKEY", expiration)),
            "/latest/api/token" when request.HttpMethod == "PUT" => (200, "text/plain", "made-up-metadata-token"),
            "/latest/meta-data/iam/security-credentials/" or "/latest/meta-data/iam/security-credentials" => (200, "text/plain", "the-role"),
            "/latest/meta-data/iam/security-credentials/the-role" => (200, "application/json", Keys("MACHINEKEY", expiration)),
            "/latest/dynamic/instance-identity/document" => (200, "application/json", """{"region":"ap-south-1","instanceId":"i-1"}"""),
            "/latest/meta-data/placement/region" => (200, "text/plain", "ap-south-1"),
            "/federation/credentials" when request.Headers["x-amz-sso_bearer_token"] == "made-up-sign-in" => (
                200, "application/json",
                $$$"""{"roleCredentials":{"accessKeyId":"SSOKEY","secretAccessKey":"{{{SecretKey}}}","sessionToken":"{{{Token}}}","expiration":{{{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds()}}}}}"""),
            _ => (404, "text/plain", ""),
        };
    }

    private string Keys(string accessKey, string expiration) =>
        $$"""{"Code":"Success","Type":"AWS-HMAC","LastUpdated":"2026-01-01T00:00:00Z","AccessKeyId":"{{accessKey}}","SecretAccessKey":"{{SecretKey}}","Token":"{{Token}}","Expiration":"{{expiration}}"}""";

    private string Sts(string action, string accessKey, string expiration) =>
        $"""
        <{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result>
        <Credentials><AccessKeyId>{accessKey}</AccessKeyId><SecretAccessKey>{SecretKey}</SecretAccessKey><SessionToken>{Token}</SessionToken><Expiration>{expiration}</Expiration></Credentials>
        <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/r/s</Arn><AssumedRoleId>A:s</AssumedRoleId></AssumedRoleUser>
        </{action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></{action}Response>
        """;
}
