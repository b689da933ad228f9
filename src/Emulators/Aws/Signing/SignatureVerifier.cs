using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Aws.Signing;

/// <summary>Verifies signatures, version 4, and refuses as the services do.</summary>
internal sealed class SignatureVerifier
{
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(5);

    private readonly AwsCredentials _credentials;
    private readonly string _region;
    private readonly TimeProvider _time;

    public SignatureVerifier(AwsCredentials credentials, string region, TimeProvider time)
    {
        _credentials = credentials;
        _region = region;
        _time = time;
    }

    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="service">The name requests to this service are signed for.</param>
    /// <param name="protocol">How the service speaks: its name for a wrong signature differs.</param>
    /// <exception cref="AwsException">The request is refused.</exception>
    public void Verify(EmulatorRequest request, string service, AwsProtocol protocol)
    {
        var mismatch = protocol == AwsProtocol.Query ? "SignatureDoesNotMatch" : "InvalidSignatureException";
        var text = request.Headers.Authorization.ToString();
        if (text.Length == 0)
        {
            throw new AwsException(protocol == AwsProtocol.Query ? "MissingAuthenticationToken" : "MissingAuthenticationTokenException", 403, "Missing Authentication Token");
        }

        var header = AuthorizationHeader.TryParse(text)
            ?? throw new AwsException("IncompleteSignatureException", 403, "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.");
        if (header.AccessKeyId != _credentials.AccessKeyId || request.Headers["X-Amz-Security-Token"].ToString() != (_credentials.SessionToken ?? string.Empty))
        {
            throw new AwsException(
                protocol == AwsProtocol.Query ? "InvalidClientTokenId" : "UnrecognizedClientException", 403, "The security token included in the request is invalid.");
        }

        if (_credentials.Expires <= _time.GetUtcNow())
        {
            throw new AwsException(protocol == AwsProtocol.Query ? "ExpiredToken" : "ExpiredTokenException", 403, "The security token included in the request is expired");
        }

        if (header.Service != service || header.Region != _region)
        {
            throw new AwsException(
                mismatch, 403, header.Service != service
                    ? $"Credential should be scoped to correct service: '{service}'."
                    : $"Credential should be scoped to a valid region, not '{header.Region}'.");
        }

        if (!header.SignedHeaders.Contains("host"))
        {
            throw new AwsException(mismatch, 403, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }

        var date = CheckDate(request, header, mismatch);
        var expected = Sign(header, date, CanonicalRequest.Of(request, header.SignedHeaders));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(header.Signature)))
        {
            throw new AwsException(
                mismatch, 403,
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");
        }
    }

    private string CheckDate(EmulatorRequest request, AuthorizationHeader header, string mismatch)
    {
        var text = request.Headers["X-Amz-Date"].ToString();
        if (!DateTimeOffset.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) || !text.StartsWith(header.Date, StringComparison.Ordinal))
        {
            throw new AwsException(mismatch, 403, "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.");
        }

        var now = _time.GetUtcNow();
        var bound = date < now ? now - LargestSkew : now + LargestSkew;
        if (date < now - LargestSkew || date > now + LargestSkew)
        {
            throw new AwsException(
                mismatch, 403,
                $"Signature {(date < now ? "expired" : "not yet current")}: {text} is {(date < now ? "now earlier" : "still later")} than {Text(bound)} ({Text(now)} {(date < now ? '-' : '+')} 5 min.)");
        }

        return text;
    }

    private string Sign(AuthorizationHeader header, string date, string request)
    {
        var toSign = $"{AuthorizationHeader.Algorithm}\n{date}\n{header.Scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + _credentials.SecretAccessKey);
        foreach (var part in new[] { header.Date, header.Region, header.Service, "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);
}
