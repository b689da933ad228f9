using System.Net;
using System.Text;

namespace MultiBatch.Providers.Azure.Tests.Wire.Support;

/// <summary>Takes requests instead of a socket, and answers each as it is told.</summary>
internal sealed class RecordingHandler : HttpMessageHandler
{
    /// <summary>What to answer. Default: success with an empty object.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage>? Reply { get; init; }

    public List<SentRequest> Requests { get; } = [];

    /// <summary>The headers of each request, content headers included, by lower-case names.</summary>
    public List<IReadOnlyDictionary<string, string>> Headers { get; } = [];

    public List<Uri> Addresses { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).ToDictionary(
            header => header.Key.ToLowerInvariant(), header => string.Join(",", header.Value));
        Addresses.Add(request.RequestUri!);
        Headers.Add(headers);
        Requests.Add(new SentRequest
        {
            Method = request.Method.Method,
            Path = request.RequestUri!.AbsolutePath,
            Query = SentRequest.Sorted(request.RequestUri.Query),
            ContentType = string.IsNullOrEmpty(body) ? null : headers.GetValueOrDefault("content-type"),
            Range = headers.GetValueOrDefault("ocp-range"),
            IfMatch = headers.GetValueOrDefault("if-match"),
            Body = body is null ? null : SentRequest.Canonical(body),
        });
        return Reply?.Invoke(request) ?? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
    }
}
