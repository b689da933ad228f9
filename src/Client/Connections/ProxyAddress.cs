using System.Net;
using System.Net.Http;

namespace MultiBatch.Connections;

/// <summary>The proxy of a connection: what it may be, and the handler that goes through it.</summary>
internal static class ProxyAddress
{
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks5"];

    /// <exception cref="BatchException">It is no address of a proxy, or holds a user name.</exception>
    public static void Check(string connection, Uri proxy)
    {
        if (Problem(proxy) is { } problem)
        {
            throw new BatchException(BatchErrorCode.InvalidSpec, $"Connection '{connection}': proxy: {problem}") { Resource = connection };
        }
    }

    /// <summary>What is wrong with an address; null when nothing is. Names no secret.</summary>
    public static string? Problem(Uri proxy) =>
        !proxy.IsAbsoluteUri || !Schemes.Contains(proxy.Scheme) ? $"'{proxy.OriginalString}' is no address of a proxy, such as http://proxy.example.com:3128."
        : proxy.UserInfo.Length > 0 ? "it holds a user name. Leave it out: the proxy is asked with the credentials of the user this process runs as."
        : null;

    /// <summary>As the providers' own handler (no redirects, no cookies), but through a proxy, and there for every host.</summary>
    public static HttpMessageHandler CreateHandler(Uri proxy) =>
#if NET8_0_OR_GREATER
        new SocketsHttpHandler
        {
            Proxy = Through(proxy),
            UseProxy = true,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
#else
        new HttpClientHandler { Proxy = Through(proxy), UseProxy = true, AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None };
#endif

    private static WebProxy Through(Uri proxy) => new(proxy) { UseDefaultCredentials = true };
}
