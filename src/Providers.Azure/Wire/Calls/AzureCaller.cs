using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using MultiBatch.Providers.Azure.Auth;
using MultiBatch.Providers.Azure.Errors;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Azure.Wire.Calls;

/// <summary>Makes signed calls through the vendor's pipeline: one attempt each, what goes wrong brought to the one exception.</summary>
internal sealed class AzureCaller : IDisposable
{
    private const string JsonBody = "application/json; odata=minimalmetadata; charset=utf-8";

    // Far above any page of the service; a reply beyond it is not its own.
    private const int LargestBody = 128 * 1024 * 1024;

    private readonly AzureConnection _connection;
    private readonly HttpClient _client;
    private readonly HttpPipeline _pipeline;
    private readonly TimeProvider _clock;

    public AzureCaller(AzureConnection connection, HttpMessageHandler? handler, TimeProvider clock)
    {
        _connection = connection;
        _clock = clock;
        _client = new HttpClient(handler ?? DefaultHandler.Create()) { Timeout = Timeout.InfiniteTimeSpan };
        _pipeline = HttpPipelineBuilder.Build(
            new PipelineOptions { Transport = new HttpClientTransport(_client) }, [], [connection.CreatePolicy(clock)], null);
    }

    /// <summary>The pipeline, for whoever wants to make calls of his own.</summary>
    public HttpPipeline Pipeline => _pipeline;

    public async Task<AzureReply> SendAsync(AzureRequest request, CancellationToken cancellationToken)
    {
        var call = request.ToCall();
        var endpoint = _connection.GetEndpoint();
        using var message = _pipeline.CreateMessage();
        message.BufferResponse = false;
        message.Request.Method = RequestMethod.Parse(request.Method);
        message.Request.Uri.Reset(request.Address(endpoint, _connection.ApiVersion));
        message.Request.Headers.SetValue("Accept", "application/json");
        SetOptional(message.Request, "ocp-range", request.Range);
        SetOptional(message.Request, "If-Match", request.IfMatch);
        SentRequestContent? content = null;
        if (request.Body is { } body)
        {
            message.Request.Content = content = new SentRequestContent(body);
            message.Request.Headers.SetValue("Content-Type", JsonBody);
        }

        using var limit = new CallLimit(_connection.CallTimeout, _clock, cancellationToken);
        try
        {
            await _pipeline.SendAsync(message, limit.Token).ConfigureAwait(false);
            var (read, isCut) = await ReadAsync(message.Response, request.Method == "HEAD", limit.Token).ConfigureAwait(false);
            var reply = new AzureReply(message.Response, read, isCut);
            return reply.IsSuccess ? reply : throw AzureErrorReader.Read(reply, call, endpoint, _clock);
        }
        catch (AuthenticationFailedException exception)
        {
            throw AuthErrors.NoToken(exception, call);
        }
        catch (InvalidOperationException exception) when (endpoint.Scheme == "http" && exception is not ObjectDisposedException)
        {
            throw AuthErrors.NotOverPlainHttp(exception, call, endpoint);
        }
        catch (Exception exception) when (exception is RequestFailedException or HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportErrors.Create(
                exception is RequestFailedException { InnerException: { } inner } ? inner : exception, endpoint.Authority, content is { IsBegun: false }, call,
                limit.IsOver ? _connection.CallTimeout : null);
        }
    }

    public void Dispose() => _client.Dispose();

    private static void SetOptional(Request request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.SetValue(name, value);
        }
    }

    private static async Task<(ReadOnlyMemory<byte> Body, bool IsCut)> ReadAsync(Response response, bool hasNoBody, CancellationToken cancellationToken)
    {
        if (hasNoBody || response.ContentStream is not { } stream || response.Status == 204)
        {
            return (ReadOnlyMemory<byte>.Empty, false);
        }

        long? length = response.Headers.ContentLengthLong;
        using var buffer = new MemoryStream(length is > 0 and <= LargestBody ? (int)length : 0);
        var part = new byte[16 * 1024];
        try
        {
            int count;
            while (buffer.Length < LargestBody && (count = await stream.ReadAsync(part.AsMemory(), cancellationToken).ConfigureAwait(false)) > 0)
            {
                buffer.Write(part, 0, count);
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The status has been read and says more than the broken connection does.
            return (buffer.ToArray(), true);
        }

        return (buffer.ToArray(), buffer.Length < length);
    }
}
