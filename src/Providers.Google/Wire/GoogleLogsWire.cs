using System.Text.Json;
using MultiBatch.Providers.Google.Wire.Calls;
using MultiBatch.Providers.Google.Wire.Logs;

namespace MultiBatch.Providers.Google.Wire;

/// <summary>Cloud Logging over HTTP.</summary>
internal sealed class GoogleLogsWire(GoogleCaller caller) : IGoogleLogsWire
{
    public async Task<ListLogEntriesResponse> ListLogEntriesAsync(ListLogEntriesRequest request, CancellationToken cancellationToken)
    {
        var call = new GoogleRequest
        {
            Service = GoogleService.Logging,
            Operation = "ListLogEntries",
            Method = HttpMethod.Post,
            Version = "v2",
            Path = "entries:list",
            Query = [("alt", "json")],
            Body = JsonSerializer.SerializeToUtf8Bytes(request, GoogleWireJson.Instance.ListLogEntriesRequest),
        };
        return JsonReplies.Read(await caller.SendAsync(call, cancellationToken).ConfigureAwait(false), call, GoogleWireJson.Instance.ListLogEntriesResponse);
    }
}
