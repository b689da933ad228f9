using System.Net;
using System.Net.Http;

namespace MultiBatch.FrontEnds.Costs;

/// <summary>Adds the API key of the billing catalogue to each call, as a header, so that it is in no address and in no log.</summary>
internal sealed class GoogleKeyHandler : DelegatingHandler
{
    private readonly string _key;

    private GoogleKeyHandler(string key)
        : base(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate }) => _key = key;

    public static GoogleKeyHandler FromEnvironment(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } key ? new GoogleKeyHandler(key) : throw new BatchException(
            BatchErrorCode.Unauthenticated,
            $"The billing catalogue of Google asks for an API key: put one that may call cloudbilling.googleapis.com into the environment variable {variable}.");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("X-Goog-Api-Key", _key);
        return base.SendAsync(request, cancellationToken);
    }
}
