using MultiBatch.Providers.Aws.Auth;
using MultiBatch.Providers.Aws.Errors;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Aws.Wire.Calls;

/// <summary>Makes signed calls: one attempt each, what goes wrong brought to the one exception.</summary>
internal sealed class AwsCaller(AwsConnection connection, HttpTransport transport, TimeProvider clock) : IDisposable
{
    private readonly ServiceClock _serviceClock = new(clock);

    public async Task<HttpReply> SendAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var operation = request.Operation;
        var region = request.Region ?? await connection.GetRegionAsync(cancellationToken).ConfigureAwait(false);
        var endpoint = request.Region is null
            ? await connection.GetEndpointAsync(operation.Service, cancellationToken).ConfigureAwait(false)
            : await connection.GetEndpointAsync(operation.Service, region, cancellationToken).ConfigureAwait(false);
        var credentials = await connection.GetCredentialsAsync(cancellationToken).ConfigureAwait(false);
        var now = _serviceClock.UtcNow;
        using var message = new HttpRequestMessage(operation.Method, request.Address(endpoint));
        message.Headers.TryAddWithoutValidation("User-Agent", ProductName.Value);
        if (request.Body is { } body)
        {
            message.Content = new SentContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", operation.ContentType);
        }

        RequestSigner.Sign(message, request, endpoint, region, credentials, now);
        var call = request.ToCall();
        var reply = await transport.SendAsync(message, call, cancellationToken).ConfigureAwait(false);
        if (reply.IsSuccess)
        {
            return reply;
        }

        var error = AwsErrorReader.Read(reply, call, endpoint, [credentials.SecretKey, credentials.Token]);
        var mayPassNow = error.Kind switch
        {
            AwsErrorKind.Clock => reply.Date is { } date && _serviceClock.Correct(date, now),
            AwsErrorKind.Keys => await connection.RefreshCredentialsAsync(credentials, cancellationToken).ConfigureAwait(false),
            _ => false,
        };
        throw error.ToException(call, mayPassNow, reply.RetryAfter(clock));
    }

    public void Dispose() => transport.Dispose();
}
