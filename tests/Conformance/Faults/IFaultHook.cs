namespace MultiBatch.Conformance.Faults;

/// <summary>
/// Makes calls of one connection go wrong. <see cref="FaultInjectingProvider"/> does it between client and provider, for any provider; a harness
/// that can do it on the wire gives its own.
/// </summary>
public interface IFaultHook
{
    /// <summary>Makes the next calls of an operation go wrong; further calls of this method add to it.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="times">How many calls, at least 1.</param>
    void Fail(ProviderOperation operation, FaultKind kind, int times = 1);

    /// <summary>How many calls of an operation the connection has made, those that went wrong included.</summary>
    int CountCalls(ProviderOperation operation);
}
