using MultiBatch.Providers;

namespace MultiBatch.Conformance.Faults;

/// <summary>A connection whose calls can be made to go wrong.</summary>
public sealed class FaultyConnection
{
    /// <summary>Creates a pair.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="faults">What makes its calls go wrong.</param>
    public FaultyConnection(IBatchProvider provider, IFaultHook faults)
    {
        Provider = provider ?? throw new ArgumentNullException(nameof(provider));
        Faults = faults ?? throw new ArgumentNullException(nameof(faults));
    }

    /// <summary>The provider.</summary>
    public IBatchProvider Provider { get; }

    /// <summary>What makes its calls go wrong.</summary>
    public IFaultHook Faults { get; }
}
