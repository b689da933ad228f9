using MultiBatch.Providers.Google.Errors;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Providers.Google.Wire.Operations;

namespace MultiBatch.Providers.Google.Jobs;

/// <summary>Watches what takes the service longer than a call, by looks further and further apart. A look is a read: nothing is sent twice.</summary>
internal sealed class OperationWaiter
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly IGoogleBatchWire _wire;
    private readonly TimeProvider _clock;

    public OperationWaiter(IGoogleBatchWire wire, TimeProvider clock)
    {
        _wire = wire;
        _clock = clock;
    }

    /// <summary>Waits until an operation is over, or for a time.</summary>
    /// <param name="operation">The operation as it began.</param>
    /// <param name="time">How long to wait.</param>
    /// <param name="resource">What it is about, for its error.</param>
    /// <param name="cancellationToken">Ends the wait; the operation goes on.</param>
    /// <returns>True when it is over, false when it still goes on.</returns>
    /// <exception cref="BatchException">It ended with an error.</exception>
    public async Task<bool> WaitAsync(LongOperation operation, TimeSpan time, string resource, CancellationToken cancellationToken)
    {
        var began = _clock.GetTimestamp();
        for (var pause = First; ; pause = pause + pause < Longest ? pause + pause : Longest)
        {
            if (operation.Done == true)
            {
                return operation.Error is { } error ? throw ErrorOf(error, resource) : true;
            }

            if (operation.Name is not { Length: > 0 } name || _clock.GetElapsedTime(began) + pause > time)
            {
                return false;
            }

            await Task.Delay(pause, _clock, cancellationToken).ConfigureAwait(false);
            try
            {
                operation = await _wire.GetOperationAsync(NameOf(name, resource), cancellationToken).ConfigureAwait(false);
            }
            catch (BatchException error) when (error.Code == BatchErrorCode.NotFound)
            {
                // The service forgets operations that are over.
                return true;
            }
        }
    }

    // Only an operation beside its job is followed: a name from a reply does not lead elsewhere.
    private static string NameOf(string name, string resource) =>
        $"{resource.Substring(0, resource.IndexOf("/jobs/", StringComparison.Ordinal))}/operations/{ResourceNames.Last(name)}";

    private static BatchException ErrorOf(OperationError error, string resource)
    {
        var native = GoogleErrorCodes.NameOf(error.Code);
        var code = GoogleErrorCodes.Find(native, ErrorDetails.None) ?? BatchErrorCode.Provider;
        return new BatchException(code, $"The operation on {ResourceNames.Last(resource)} ended with an error: {error.Message ?? native ?? "no reason given"}")
        {
            IsTransient = GoogleErrorReader.IsTransient(code, native), NativeCode = native, Provider = GoogleProviderName.Value, Resource = resource,
        };
    }
}
