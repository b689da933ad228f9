using System.Net;

namespace MultiBatch.Shared.Http;

/// <summary>The handler of providers that are given none.</summary>
internal static class DefaultHandler
{
    /// <summary>
    /// Follows no redirect, since a signed request is meant for one host; keeps no cookies; and renews connections now and then, so that a
    /// change of the service's addresses is noticed.
    /// </summary>
    internal static HttpMessageHandler Create() =>
#if NET8_0_OR_GREATER
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
#else
        new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None };
#endif
}
