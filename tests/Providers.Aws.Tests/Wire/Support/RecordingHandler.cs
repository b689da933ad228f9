using System.Net;
using System.Text;

namespace MultiBatch.Providers.Aws.Tests.Wire.Support;

/// <summary>Takes requests instead of a socket, and answers each as it is told.</summary>
internal sealed class RecordingHandler : HttpMessageHandler
{
    private const string Identity =
        "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>";

    /// <summary>What to answer. Default: success without content.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage>? Reply { get; init; }

    public List<SentRequest> Requests { get; } = [];

    /// <summary>The headers of each request, content headers included, by lower-case names.</summary>
    public List<IReadOnlyDictionary<string, string>> Headers { get; } = [];

    public List<Uri> Addresses { get; } = [];

    /// <summary>The bodies as they were sent.</summary>
    public List<string?> Bodies { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).ToDictionary(
            header => header.Key.ToLowerInvariant(), header => string.Join(",", header.Value));
        Addresses.Add(request.RequestUri!);
        Headers.Add(headers);
        Bodies.Add(body);
        Requests.Add(new SentRequest
        {
            Method = request.Method.Method,
            Path = request.RequestUri!.AbsolutePath,
            Query = request.RequestUri.Query.TrimStart('?'),
            ContentType = headers.GetValueOrDefault("content-type"),
            Target = headers.GetValueOrDefault("x-amz-target"),
            Body = body is null ? null : SentRequest.Canonical(body),
        });
        return Reply?.Invoke(request) ?? new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(headers.GetValueOrDefault("content-type")?.Contains("form") == true ? Identity : "{}", Encoding.UTF8),
        };
    }
}
