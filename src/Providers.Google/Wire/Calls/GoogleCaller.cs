using MultiBatch.Providers.Google.Auth;
using MultiBatch.Providers.Google.Errors;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Google.Wire.Calls;

/// <summary>Makes calls with a token: one attempt each, what goes wrong brought to the one exception.</summary>
internal sealed class GoogleCaller(GoogleConnection connection, HttpTransport transport, TimeProvider clock) : IDisposable
{
    private static readonly string ApiClient = "gl-dotnet/" + Environment.Version.ToString(2) + " " + ProductName.Value.ToLowerInvariant().Replace("multibatch/", "gccl/");

    public async Task<HttpReply> SendAsync(GoogleRequest request, CancellationToken cancellationToken)
    {
        var endpoint = connection.EndpointOf(request.Service);
        var token = await connection.GetTokenAsync(endpoint, cancellationToken).ConfigureAwait(false);
        using var message = new HttpRequestMessage(request.Method, request.Address(endpoint));
        message.Headers.TryAddWithoutValidation("User-Agent", ProductName.Value);
        message.Headers.TryAddWithoutValidation("x-goog-api-client", ApiClient);
        message.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token.Value);
        if (token.QuotaProject is { } quota)
        {
            message.Headers.TryAddWithoutValidation("x-goog-user-project", quota);
        }

        if (request.Routing is { } routing)
        {
            message.Headers.TryAddWithoutValidation("x-goog-request-params", routing.Name + "=" + Uri.EscapeDataString(routing.Value));
        }

        if (request.Body is { } body)
        {
            message.Content = new SentContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        var call = request.ToCall();
        var reply = await transport.SendAsync(message, call, cancellationToken).ConfigureAwait(false);
        if (reply.IsSuccess)
        {
            return reply;
        }

        var error = GoogleErrorReader.Read(reply, call, endpoint, token.Value);
        var mayPassNow = error.Code == BatchErrorCode.Unauthenticated && await connection.RefreshTokenAsync(endpoint, token, cancellationToken).ConfigureAwait(false);
        throw error.ToException(call, mayPassNow, error.RetryDelay ?? reply.RetryAfter(clock));
    }

    public void Dispose() => transport.Dispose();
}
