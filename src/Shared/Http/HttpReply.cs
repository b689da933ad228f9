using System.Net.Http.Headers;

namespace MultiBatch.Shared.Http;

/// <summary>A reply whose status is known. Its body may have been cut off.</summary>
internal sealed class HttpReply
{
    private readonly HttpResponseHeaders _headers;

    internal HttpReply(HttpResponseMessage response, ReadOnlyMemory<byte> body, bool isCut)
    {
        _headers = response.Headers;
        Status = (int)response.StatusCode;
        MediaType = response.Content?.Headers.ContentType?.MediaType;
        Body = body;
        IsCut = isCut;
    }

    public int Status { get; }

    /// <summary>The media type of the body in lower case, without parameters; null when the reply names none.</summary>
    public string? MediaType { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>True when the connection ended before the body did.</summary>
    public bool IsCut { get; }

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>When the service says it answered; null when it does not.</summary>
    public DateTimeOffset? Date => _headers.Date;

    /// <summary>The first value of a header; null when the reply has no such header.</summary>
    public string? Header(string name) => _headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>How long the service asks to wait: the <c>Retry-After</c> header in seconds or as a date; null when it does not.</summary>
    public TimeSpan? RetryAfter(TimeProvider clock)
    {
        var wait = _headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
