using MultiBatch.Resilience;

namespace MultiBatch.Held;

/// <summary>Renews the leases of the starts that are under way, until it is stopped.</summary>
internal sealed class LeaseRenewal : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ClientServices _services;
    private readonly HeldStore _store;
    private readonly IReadOnlyList<HeldClaim> _claims;
    private readonly Task _renewing;

    public LeaseRenewal(ClientServices services, HeldStore store, IReadOnlyList<HeldClaim> claims)
    {
        _services = services;
        _store = store;
        _claims = claims;
        _renewing = RunAsync();
    }

    /// <summary>Ends the renewing; from then on nobody but the caller writes the records.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await Pause.ForAsync(HeldLease.RenewAfter, _services.Clock, _stop.Token).ConfigureAwait(false);
                foreach (var claim in _claims)
                {
                    await RenewAsync(claim).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The starts are over.
        }
    }

    private async Task RenewAsync(HeldClaim claim)
    {
        try
        {
            var record = claim.Entry.Record;
            var renewed = record with { Lease = record.Lease! with { Until = _services.Clock.GetUtcNow() + HeldLease.Length } };

            // A record that has changed meanwhile was stopped or taken over: what that means is looked at when the start is over.
            claim.Entry = await _store.TryPutAsync(claim.Entry, renewed, CancellationToken.None).ConfigureAwait(false) ?? claim.Entry;
        }
        catch (BatchException)
        {
            // A lease that ran out is no harm: whoever takes the job over sends it under the same id.
        }
    }
}
