using MultiBatch.Capabilities;

namespace MultiBatch.Resilience;

/// <summary>
/// The two gates of a connection. Services meter an account, not a client, so the clients of one process share them: the one thing they
/// share. The gates live as long as a client uses them.
/// </summary>
internal sealed class SharedRates : IDisposable
{
    private static readonly Dictionary<(string Provider, string? Connection, TimeProvider Clock), SharedRates> All = [];

    private readonly (string Provider, string? Connection, TimeProvider Clock) _key;
    private ServiceRates? _rates;
    private int _users;

    private SharedRates((string Provider, string? Connection, TimeProvider Clock) key, Backoff backoff)
    {
        _key = key;
        Reads = new RateGate(key.Clock, backoff);
        Changes = new RateGate(key.Clock, backoff);
    }

    public RateGate Reads { get; }

    public RateGate Changes { get; }

    /// <summary>The gates of a connection; disposed by each user once.</summary>
    public static SharedRates Acquire(string provider, string? connection, TimeProvider clock, Backoff backoff)
    {
        lock (All)
        {
            var key = (provider, connection, clock);
            if (!All.TryGetValue(key, out var rates))
            {
                All.Add(key, rates = new SharedRates(key, backoff));
            }

            rates._users++;
            return rates;
        }
    }

    public RateGate For(CallKind kind) => kind == CallKind.Read ? Reads : Changes;

    /// <summary>Takes over what the provider declares now.</summary>
    public void Declare(ServiceRates rates)
    {
        if (!ReferenceEquals(Volatile.Read(ref _rates), rates))
        {
            Reads.SetRate(rates.ReadsPerSecond);
            Changes.SetRate(rates.ChangesPerSecond);
            Volatile.Write(ref _rates, rates);
        }
    }

    public void Dispose()
    {
        lock (All)
        {
            if (--_users == 0)
            {
                All.Remove(_key);
            }
        }
    }
}
