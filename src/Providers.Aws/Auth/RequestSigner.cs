using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using MultiBatch.Providers.Aws.Wire.Calls;

namespace MultiBatch.Providers.Aws.Auth;

/// <summary>Signs requests with the vendor's signer (Signature Version 4).</summary>
internal static class RequestSigner
{
    private static readonly AWS4Signer Signer = new();
    private static readonly SigningConfig Config = new();
    private static readonly NoRequest Original = new();

    /// <summary>Adds date, token, hash of the body and signature to a message that has its content already.</summary>
    internal static void Sign(HttpRequestMessage message, AwsRequest request, Uri endpoint, string region, ImmutableCredentials credentials, DateTime now)
    {
        using var unsigned = new DefaultRequest(Original, request.Operation.Service.Name)
        {
            HttpMethod = request.Operation.Method.Method,
            Endpoint = endpoint,
            ResourcePath = request.Operation.Path,
            AuthenticationRegion = region,
            OverrideSigningServiceName = request.Operation.Service.Name,
            UseQueryString = request.Query is not null,
        };
        if (request.Body is { } body)
        {
            unsigned.Content = body;
            unsigned.Headers["content-type"] = request.Operation.ContentType!;
        }

        if (request.PathValue is { } value)
        {
            // Encoded twice in the canonical request, as every service but S3 wants it; the signer sees to that.
            unsigned.AddPathResource(AwsOperation.PathPlaceholder, value);
        }

        if (request.Query is { } query)
        {
            unsigned.ParameterCollection.Add(query.Name, query.Values.ToList());
        }

        foreach (var header in request.Operation.Headers)
        {
            unsigned.Headers[header.Key] = header.Value;
        }

        if (credentials.UseToken)
        {
            unsigned.Headers["x-amz-security-token"] = credentials.Token;
        }

        var signed = Signer.SignRequest(unsigned, Config, null, credentials.AccessKey, credentials.SecretKey, now);
        foreach (var header in unsigned.Headers)
        {
            if (!string.Equals(header.Key, "host", StringComparison.OrdinalIgnoreCase)
                && !string.Equals(header.Key, "content-type", StringComparison.OrdinalIgnoreCase))
            {
                message.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        message.Headers.TryAddWithoutValidation("Authorization", signed.ForAuthorizationHeader);
    }

    private sealed class NoRequest : AmazonWebServiceRequest;
}
