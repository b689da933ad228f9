namespace MultiBatch.Shared.Http;

/// <summary>
/// Sends a request once and reads its reply. What is no reply becomes a <see cref="BatchException"/> with a true effect; the caller's own
/// cancellation passes untouched.
/// </summary>
internal sealed class HttpTransport(HttpClient client, TimeSpan timeout, TimeProvider clock) : IDisposable
{
    // Far above any page of any of the services; a reply beyond it is not theirs.
    private const int LargestBody = 128 * 1024 * 1024;

    private const int FirstBuffer = 16 * 1024;

    /// <summary>Makes a transport over a handler, whose owner it becomes.</summary>
    /// <param name="handler">What sends; null for sockets of its own.</param>
    /// <param name="timeout">How long a call may take, from its first byte to the last of its reply.</param>
    /// <param name="clock">Measures that time.</param>
    public static HttpTransport Create(HttpMessageHandler? handler, TimeSpan timeout, TimeProvider clock) =>
        new(new HttpClient(handler ?? DefaultHandler.Create()) { Timeout = Timeout.InfiniteTimeSpan }, timeout, clock);

    public async Task<HttpReply> SendAsync(HttpRequestMessage request, HttpCall call, CancellationToken cancellationToken)
    {
        using var limit = new CallLimit(timeout, clock, cancellationToken);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            var (body, isCut) = await ReadAsync(response, limit.Token).ConfigureAwait(false);
            return new HttpReply(response, body, isCut);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportErrors.Create(exception, request, call, limit.IsOver ? timeout : null);
        }
    }

    public void Dispose() => client.Dispose();

    private static async Task<(ReadOnlyMemory<byte> Body, bool IsCut)> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var length = response.Content?.Headers.ContentLength;
        if (response.Content is null || length == 0)
        {
            return (ReadOnlyMemory<byte>.Empty, false);
        }

        var buffer = new byte[length is > 0 and <= LargestBody ? (int)length : FirstBuffer];
        var count = 0;
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            while (true)
            {
                if (count == buffer.Length)
                {
                    if (count == length || count >= LargestBody)
                    {
                        break;
                    }

                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, LargestBody));
                }

                var read = await stream.ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                count += read;
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The status has been read and says more than the broken connection does.
            return (buffer.AsMemory(0, count), true);
        }

        return (buffer.AsMemory(0, count), count < length);
    }
}
