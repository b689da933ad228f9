using System.Net;
using System.Text;

namespace MultiBatch.Providers.Google.Tests.Wire.Support;

/// <summary>Takes requests instead of a socket, and answers each as it is told; what it takes goes to the judge too, where there is one.</summary>
internal sealed class RecordingHandler : HttpMessageHandler
{
    /// <summary>What to answer. Default: success with an empty message.</summary>
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
        var path = request.RequestUri!.AbsolutePath;
        var query = System.Web.HttpUtility.ParseQueryString(request.RequestUri.Query);
        Addresses.Add(request.RequestUri);
        Headers.Add(headers);
        Bodies.Add(body);
        Requests.Add(new SentRequest
        {
            Method = request.Method.Method,
            Path = path,
            Query = SentRequest.Sorted(query.AllKeys.Select(key => (key!, query[key]!))),
            Routing = SentRequest.IsRouted(path) ? headers.GetValueOrDefault("x-goog-request-params") : null,
            QuotaProject = headers.GetValueOrDefault("x-goog-user-project"),
            Body = CanonicalJson.Write(body),
        });
        if (Reply is null)
        {
            JudgeFile.Add(request, body);
        }

        return Reply?.Invoke(request) ?? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
    }
}
