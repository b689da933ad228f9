using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;
using Amazon.Util;
using MultiBatch.Providers.Aws.Wire.Calls;

namespace MultiBatch.Providers.Aws.Auth;

/// <summary>Signs requests (Signature Version 4) with the parts of the vendor's signer.</summary>
/// <remarks>
/// With its parts, as the whole sorts the values of a query before it escapes them, where services sort them after: a tag key that is not ASCII
/// would be refused.
/// </remarks>
internal sealed class RequestSigner : AWS4Signer
{
    private RequestSigner()
    {
    }

    /// <summary>Adds date, token, hash of the body and signature to a message that has its content already.</summary>
    internal static void Sign(HttpRequestMessage message, AwsRequest request, Uri endpoint, string region, ImmutableCredentials credentials, DateTime now)
    {
        var operation = request.Operation;
        var bodyHash = request.Body is { Length: > 0 } body ? AWSSDKUtils.ToHex(ComputeHash(body), lowercase: true) : EmptyBodySha256;
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = endpoint.Authority,
            ["x-amz-content-sha256"] = bodyHash,
            ["x-amz-date"] = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
        };
        if (request.Body is not null)
        {
            headers["content-type"] = operation.ContentType!;
        }

        if (credentials.UseToken)
        {
            headers["x-amz-security-token"] = credentials.Token;
        }

        foreach (var header in operation.Headers)
        {
            headers[header.Key] = header.Value;
        }

        // The vendor's part escapes the path twice, as every service but S3 wants it.
        var resources = request.PathValue is { } value ? new Dictionary<string, string> { [AwsOperation.PathPlaceholder] = value } : null;
        var root = new Uri(endpoint.GetLeftPart(UriPartial.Authority));
        var canonical = CanonicalizeRequest(
            root, endpoint.AbsolutePath.TrimEnd('/') + operation.Path, operation.Method.Method, headers, CanonicalQuery(request), bodyHash, resources, doubleEncode: true);
        var signed = ComputeSignature(
            credentials.AccessKey, credentials.SecretKey, region, now, operation.Service.Name, CanonicalizeHeaderNames(headers), canonical);

        foreach (var header in headers)
        {
            // These two are set by the message itself.
            if (header.Key is not ("host" or "content-type"))
            {
                message.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        message.Headers.TryAddWithoutValidation("Authorization", signed.ForAuthorizationHeader);
    }

    private static string CanonicalQuery(AwsRequest request) =>
        request.Query is { } query
            ? string.Join("&", query.Values.Select(value => query.Name + "=" + Uri.EscapeDataString(value)).OrderBy(part => part, StringComparer.Ordinal))
            : string.Empty;
}
