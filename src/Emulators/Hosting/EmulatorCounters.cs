using System.Collections.Concurrent;

namespace MultiBatch.Emulators.Hosting;

/// <summary>What a running emulator has been asked. Safe for use by several threads.</summary>
public sealed class EmulatorCounters
{
    private readonly ConcurrentDictionary<string, long> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _refusals = new(StringComparer.Ordinal);

    internal EmulatorCounters()
    {
    }

    /// <summary>Calls by operation, as the service calls it; faulted ones included.</summary>
    public IReadOnlyDictionary<string, long> Calls => new Dictionary<string, long>(_calls);

    /// <summary>Calls by operation that the service itself refused; injected faults are not among them.</summary>
    public IReadOnlyDictionary<string, long> Refusals => new Dictionary<string, long>(_refusals);

    /// <summary>All calls.</summary>
    public long Total => _calls.Values.Sum();

    /// <summary>Calls of one operation.</summary>
    public long this[string operation] => _calls.GetValueOrDefault(operation);

    /// <summary>Begins to count anew.</summary>
    public void Reset()
    {
        _calls.Clear();
        _refusals.Clear();
    }

    internal void Called(string operation) => _calls.AddOrUpdate(operation, 1, (_, count) => count + 1);

    internal void Refused(string operation) => _refusals.AddOrUpdate(operation, 1, (_, count) => count + 1);
}
