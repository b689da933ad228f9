using Microsoft.AspNetCore.Http;

namespace MultiBatch.Emulators.Hosting;

/// <summary>
/// Keeps web pages out. A browser of this machine can send requests to loopback for any page, straight or under another name of the address;
/// here they would run commands.
/// </summary>
internal static class LoopbackRequests
{
    public static bool AreFromHere(HttpRequest request) =>
        !request.Headers.ContainsKey("Origin")
        && (request.Host.Host is "127.0.0.1" or "localhost" or "[::1]" || request.Host.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));
}
