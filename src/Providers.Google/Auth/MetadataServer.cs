using System.Text;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Google.Auth;

/// <summary>What a machine of Google's is told about itself.</summary>
internal static class MetadataServer
{
    private const string UsualHost = "169.254.169.254";

    /// <summary>The project of this machine; null when it is not told.</summary>
    internal static async Task<string?> FindProjectAsync(HttpTransport transport, Func<string, string?> variables)
    {
        var host = variables("GCE_METADATA_HOST") is { Length: > 0 } other ? other : UsualHost;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{host}/computeMetadata/v1/project/project-id"));
        request.Headers.TryAddWithoutValidation("Metadata-Flavor", "Google");
        var call = new HttpCall { Provider = GoogleProviderName.Value, Operation = "project-id of the metadata server", IsChange = false };
        try
        {
            var reply = await transport.SendAsync(request, call, CancellationToken.None).ConfigureAwait(false);
            return reply is { IsSuccess: true, IsCut: false } && reply.Header("Metadata-Flavor") == "Google" ? Encoding.UTF8.GetString(reply.Body.ToArray()).Trim() : null;
        }
        catch (BatchException)
        {
            return null;
        }
    }
}
