using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MultiBatch.Emulators.Hosting;

/// <summary>A request as it came over the wire: nothing is decoded, since signatures are made over what was sent.</summary>
internal sealed class EmulatorRequest
{
    private EmulatorRequest(string method, string path, string query, IHeaderDictionary headers, byte[] body)
    {
        Method = method;
        Path = path;
        Query = query;
        Headers = headers;
        Body = body;
    }

    public string Method { get; }

    /// <summary>The path, percent-encoded as it was sent.</summary>
    public string Path { get; }

    /// <summary>The query without its question mark, percent-encoded as it was sent.</summary>
    public string Query { get; }

    public IHeaderDictionary Headers { get; }

    public byte[] Body { get; }

    /// <summary>How old the truth is that a reading may be answered with; null for what the service does by itself.</summary>
    public TimeSpan? Stale { get; set; }

    public static async Task<EmulatorRequest> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return new EmulatorRequest(
            context.Request.Method,
            question < 0 ? target : target[..question],
            question < 0 ? string.Empty : target[(question + 1)..],
            context.Request.Headers,
            body.ToArray());
    }
}
