using Microsoft.Extensions.Logging;
using MultiBatch.Capabilities;
using MultiBatch.Providers;
using MultiBatch.Telemetry;
using Polly;
using Polly.Retry;

namespace MultiBatch.Resilience;

/// <summary>
/// Every call to a provider goes through here: paced by the declared rates, limited in time, repeated when the error is transient and
/// repeating is safe.
/// </summary>
internal sealed class ProviderCalls : IDisposable
{
    private readonly IBatchProvider _provider;
    private readonly BatchClientOptions _options;
    private readonly ILogger _logger;
    private readonly SharedRates _rates;
    private readonly ResiliencePipeline _safe;
    private readonly ResiliencePipeline _once;
    private int _isDisposed;

    public ProviderCalls(IBatchProvider provider, BatchClientOptions options)
    {
        _provider = provider;
        _options = options;
        _logger = options.LoggerFactory.CreateLogger("MultiBatch.Calls");
        Backoff = new Backoff(options.Retry, options.Randomizer);
        _rates = SharedRates.Acquire(provider.Name, options.ConnectionName, options.TimeProvider, Backoff);
        _safe = Build(static _ => true);
        _once = Build(static error => error.Effect == BatchEffect.None);
    }

    public Backoff Backoff { get; }

    /// <summary>A call that only reads.</summary>
    /// <param name="operation">The operation, for telemetry: a constant such as <c>get_jobs</c>.</param>
    /// <param name="call">The call; made again with the same state when it is repeated.</param>
    /// <param name="state">What the call needs, handed over so that it captures nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<T> ReadAsync<TState, T>(string operation, Func<TState, CancellationToken, Task<T>> call, TState state, CancellationToken cancellationToken) =>
        RunAsync(CallKind.Read, operation, call, state, cancellationToken);

    /// <summary>A call that changes something; repeated only when the failed one changed nothing for certain.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public Task<T> ChangeAsync<TState, T>(string operation, Func<TState, CancellationToken, Task<T>> call, TState state, CancellationToken cancellationToken) =>
        RunAsync(CallKind.Once, operation, call, state, cancellationToken);

    /// <summary>A call that changes something and may be made twice without harm, as a stop or a delete.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public Task<T> RepeatableAsync<TState, T>(string operation, Func<TState, CancellationToken, Task<T>> call, TState state, CancellationToken cancellationToken) =>
        RunAsync(CallKind.Repeatable, operation, call, state, cancellationToken);

    /// <summary>One try: paced, limited in time, its error brought to a <see cref="BatchException"/>; never repeated.</summary>
    public async Task<T> TryOnceAsync<TState, T>(
        CallKind kind, string operation, Func<TState, CancellationToken, Task<T>> call, TState state, CancellationToken cancellationToken)
    {
        await WaitForTurnAsync(kind, operation, cancellationToken).ConfigureAwait(false);
        return await CallAsync(kind, operation, call, state, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until the declared rate allows a call; nothing has been sent when this is cancelled.</summary>
    public async ValueTask WaitForTurnAsync(CallKind kind, string operation, CancellationToken cancellationToken)
    {
        _rates.Declare((await GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false)).Rates);
        var waited = await _rates.For(kind).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (waited > TimeSpan.Zero)
        {
            ClientMeter.RateWait.Record(waited.TotalSeconds, ClientMeter.Tags(_provider.Name, operation));
        }
    }

    /// <summary>The call itself, for those who have waited for their turn.</summary>
    public async Task<T> CallAsync<TState, T>(
        CallKind kind, string operation, Func<TState, CancellationToken, Task<T>> call, TState state, CancellationToken cancellationToken)
    {
        using var activity = ClientActivities.StartCall(_provider.Name, _options.ConnectionName, operation);
        using var deadline = new Deadline(_options.Retry.CallTimeout, _options.TimeProvider, cancellationToken);
        var began = _options.TimeProvider.GetTimestamp();
        BatchException? error = null;
        try
        {
            // A provider that does not listen to its token is left behind when the time is up.
            var result = await call(state, deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false);
            _rates.For(kind).Passed();
            return result;
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            error = CallErrors.From(exception, kind, _provider.Name, operation, deadline.IsOver ? _options.Retry.CallTimeout : null);
            NoteError(kind, error);
            if (ReferenceEquals(error, exception))
            {
                throw;
            }

            throw error;
        }
        finally
        {
            var duration = _options.TimeProvider.GetElapsedTime(began);
            ClientMeter.CallDuration.Record(duration.TotalSeconds, ClientMeter.Tags(_provider.Name, operation, error));
            ClientActivities.SetError(activity, error);
        }
    }

    /// <summary>What the provider can do, with its errors brought to the one exception.</summary>
    public async ValueTask<BatchCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _provider.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not BatchException && IsFailure(exception, cancellationToken))
        {
            throw CallErrors.From(exception, CallKind.Read, _provider.Name, ProviderOperation.GetCapabilities, null);
        }
    }

    /// <summary>Runs something that may call the service but is not paced here, as a plan; repeated after transient errors.</summary>
    public async ValueTask<T> UnpacedAsync<TState, T>(
        string operation, Func<TState, CancellationToken, ValueTask<T>> call, TState state, CancellationToken cancellationToken)
    {
        try
        {
            // The common case, and a hot one: thousands of plans that call nothing at all.
            return await call(state, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            var error = CallErrors.From(exception, CallKind.Read, _provider.Name, operation, null);
            NoteError(CallKind.Read, error);
            if (!Backoff.IsWorthWaiting(error) || _options.Retry.MaxAttempts == 1)
            {
                if (ReferenceEquals(error, exception))
                {
                    throw;
                }

                throw error;
            }
        }

        return await ReadAsync(operation, static (s, token) => s.call(s.state, token).AsTask(), (call, state), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets an error that came inside a reply count as one of a call: throttling closes the gate for everybody.</summary>
    public void NoteError(CallKind kind, BatchException error)
    {
        if (error.Code == BatchErrorCode.Throttled)
        {
            _rates.For(kind).Throttled(error.RetryAfter <= _options.Retry.MaxRetryAfter ? error.RetryAfter : null);
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _rates.Dispose();
        }
    }

    // Cancellation passes through untouched, and so do faults of code, ours or the provider's: they are no news of the service.
    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        ArgumentException or InvalidOperationException => false,
        _ => true,
    };

    private async Task<T> RunAsync<TState, T>(
        CallKind kind, string operation, Func<TState, CancellationToken, Task<T>> call, TState state, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(operation, cancellationToken);
        try
        {
            return await (kind == CallKind.Once ? _once : _safe).ExecuteAsync(
                static async (context, s) =>
                    await s.calls.TryOnceAsync(s.kind, context.OperationKey!, s.call, s.state, context.CancellationToken).ConfigureAwait(false),
                context,
                (calls: this, kind, call, state)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline Build(Func<BatchException, bool> isSafe)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = _options.TimeProvider };
        if (_options.Retry.MaxAttempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = _options.Retry.MaxAttempts - 1,
                ShouldHandle = args => new(args.Outcome.Exception is BatchException error && isSafe(error) && Backoff.IsWorthWaiting(error)),
                DelayGenerator = args =>
                    new(Backoff.After(args.AttemptNumber + 1, (args.Outcome.Exception as BatchException)?.RetryAfter)),
                OnRetry = args =>
                {
                    var error = (BatchException)args.Outcome.Exception!;
                    ClientMeter.Retries.Add(1, ClientMeter.Tags(_provider.Name, args.Context.OperationKey!, error));
                    ClientLog.Retrying(_logger, args.Context.OperationKey!, args.AttemptNumber + 1, args.RetryDelay, error.Code, error.Message);
                    return default;
                },
            });
        }

        return builder.Build();
    }
}
