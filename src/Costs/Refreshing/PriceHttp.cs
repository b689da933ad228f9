using System.Globalization;
using System.Net;
using System.Text.Json;

namespace MultiBatch.Costs.Refreshing;

/// <summary>Calls a price service: not too often, again when it is busy, and never another host than the one it was given.</summary>
internal sealed class PriceHttp : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly HttpMessageInvoker _invoker;
    private readonly PriceFeedOptions _options;
    private readonly string _provider;
    private long? _last;

    public PriceHttp(string provider, PriceFeedOptions options)
    {
        _provider = provider;
        _options = options;
        _invoker = new HttpMessageInvoker(
            options.Handler ?? new HttpClientHandler { AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate },
            disposeHandler: options.Handler is null);
    }

    public DateTimeOffset Now => _options.TimeProvider.GetUtcNow();

    public async Task<JsonDocument> GetJsonAsync(Uri uri, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, uri), cancellationToken).ConfigureAwait(false);
        return await ReadJsonAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JsonDocument> ReadJsonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            throw Failed(response, "the reply is no JSON or was cut off", e);
        }
    }

    // Sends a request that only reads, again where that helps; a reply of success.
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            await WaitTurnAsync(cancellationToken).ConfigureAwait(false);
            HttpResponseMessage response;
            using (var request = make())
            {
                try
                {
                    response = await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
                }
                catch (HttpRequestException e)
                {
                    if (attempt < _options.Retries)
                    {
                        await DelayAsync(Backoff(attempt), cancellationToken).ConfigureAwait(false);
                        continue;
                    }

                    throw new BatchException(BatchErrorCode.Unavailable, $"{_provider} prices: {request.RequestUri!.Host} cannot be reached: {e.Message}", e) { Provider = _provider, IsTransient = true };
                }
            }

            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            var isBusy = (int)response.StatusCode == 429 || (int)response.StatusCode >= 500;
            if (!isBusy || attempt >= _options.Retries)
            {
                var error = Failed(response, $"HTTP {((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)}", null);
                response.Dispose();
                throw error;
            }

            var wait = RetryAfter(response) ?? Backoff(attempt);
            response.Dispose();
            await DelayAsync(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The link to a next page; only ever on the host that is asked anyway.</summary>
    public Uri SameHost(Uri asked, string link)
    {
        var next = new Uri(asked, link);
        return next.Scheme == asked.Scheme && next.Host == asked.Host && next.Port == asked.Port
            ? next
            : throw new BatchException(BatchErrorCode.Provider, $"{_provider} prices: the next page is on another host, {next.Host}; it is not followed") { Provider = _provider };
    }

    public void Dispose() => _invoker.Dispose();

    private async Task WaitTurnAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && _options.Interval - _options.TimeProvider.GetElapsedTime(last) is { } wait && wait > TimeSpan.Zero)
        {
            await DelayAsync(wait, cancellationToken).ConfigureAwait(false);
        }

        _last = _options.TimeProvider.GetTimestamp();
    }

    private Task DelayAsync(TimeSpan wait, CancellationToken cancellationToken) => Task.Delay(wait, _options.TimeProvider, cancellationToken);

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var after = response.Headers.RetryAfter;
        var wait = after?.Delta ?? (after?.Date is { } date ? date - Now : null);
        return wait is null ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }

    private static TimeSpan Backoff(int attempt) => TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, attempt)));

    private BatchException Failed(HttpResponseMessage response, string what, Exception? inner)
    {
        var code = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => BatchErrorCode.Unauthenticated,
            HttpStatusCode.Forbidden => BatchErrorCode.PermissionDenied,
            (HttpStatusCode)429 => BatchErrorCode.Throttled,
            >= HttpStatusCode.InternalServerError => BatchErrorCode.Unavailable,
            _ => BatchErrorCode.Provider,
        };
        var message = $"{_provider} prices: {response.RequestMessage?.RequestUri?.Host ?? "the service"} answered: {what}";
        return new BatchException(code, message, inner) { Provider = _provider, IsTransient = code is BatchErrorCode.Throttled or BatchErrorCode.Unavailable };
    }
}
