using Azure;
using Azure.Core;

namespace MultiBatch.Providers.Azure.Wire.Calls;

/// <summary>A reply whose status is known. Its body may have been cut off.</summary>
internal sealed class AzureReply
{
    private readonly ResponseHeaders _headers;

    public AzureReply(Response response, ReadOnlyMemory<byte> body, bool isCut)
    {
        Status = response.Status;
        _headers = response.Headers;
        Body = body;
        IsCut = isCut;
        MediaType = _headers.ContentType?.Split(';')[0].Trim();
    }

    public int Status { get; }

    public string? MediaType { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>True when the connection ended before the body did.</summary>
    public bool IsCut { get; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public string? RequestId => Header("request-id") ?? Header("x-ms-request-id");

    /// <summary>The first value of a header; null when the reply has no such header.</summary>
    public string? Header(string name) => _headers.TryGetValue(name, out var value) ? value : null;

    /// <summary>How long the service asks to wait: the <c>Retry-After</c> header in seconds or as a date; null when it does not.</summary>
    public TimeSpan? RetryAfter(TimeProvider clock)
    {
        if (Header("Retry-After") is not { } text)
        {
            return null;
        }

        var wait = int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var date) ? date - clock.GetUtcNow()
            : (TimeSpan?)null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
