using MultiBatch.Providers.Google.Wire.Logs;

namespace MultiBatch.Providers.Google.Wire;

/// <summary>What is used of Cloud Logging.</summary>
internal interface IGoogleLogsWire
{
    Task<ListLogEntriesResponse> ListLogEntriesAsync(ListLogEntriesRequest request, CancellationToken cancellationToken);
}
