using MultiBatch.Environments;

namespace MultiBatch.Resources;

/// <summary>Waits for what a service does to an environment or a queue after it has accepted a request.</summary>
internal sealed class ResourceWaiter<T>(
    ClientServices services,
    string what,
    Func<string, CancellationToken, Task<T?>> find,
    Func<T, (EnvironmentStatus Status, string? Reason)> look)
    where T : class
{
    private const double Growth = 1.5;

    /// <summary>Waits until the resource can be used.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.InvalidSpec"/> when the service found that it cannot be, with the service's reason;
    /// <see cref="BatchErrorCode.Timeout"/>; <see cref="BatchErrorCode.Conflict"/> when somebody deletes it meanwhile.</exception>
    public async Task<T> UntilReadyAsync(string name, T current, ResourceOptions options, CancellationToken cancellationToken)
    {
        var seen = current;
        await PollAsync(
            name,
            options,
            async () =>
            {
                var (status, reason) = look(seen);
                switch (status)
                {
                    case EnvironmentStatus.Ready:
                        return null;
                    case EnvironmentStatus.Invalid:
                        throw Error(
                            BatchErrorCode.InvalidSpec, name,
                            $"The {what} '{name}' is there but cannot be used: {reason ?? "the service gives no reason"}. Update what the reason names, or delete it.");
                    case EnvironmentStatus.Deleting:
                        throw Error(BatchErrorCode.Conflict, name, $"The {what} '{name}' is being deleted meanwhile. Create it again once it is gone.");
                    default:
                        // A service may take a moment to show what it has accepted; then the last look counts on.
                        seen = await find(name, cancellationToken).ConfigureAwait(false) ?? seen;
                        return look(seen).Status == EnvironmentStatus.Ready ? null : $"is {status}{(reason is null ? string.Empty : $" ({reason})")}";
                }
            },
            cancellationToken).ConfigureAwait(false);
        return seen;
    }

    /// <summary>Waits until the resource is gone.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Conflict"/> when the service gave the deletion up, with its reason;
    /// <see cref="BatchErrorCode.Timeout"/>.</exception>
    public Task UntilGoneAsync(string name, ResourceOptions options, CancellationToken cancellationToken)
    {
        var began = false;
        return PollAsync(
            name,
            options,
            async () =>
            {
                if (await find(name, cancellationToken).ConfigureAwait(false) is not { } seen)
                {
                    return null;
                }

                var (status, reason) = look(seen);
                if (began && status is EnvironmentStatus.Ready or EnvironmentStatus.Invalid)
                {
                    throw Error(BatchErrorCode.Conflict, name, $"The {what} '{name}' was not deleted: {reason ?? $"it is {status} again"}. Mend that and delete it again.");
                }

                began |= status == EnvironmentStatus.Deleting;
                return $"is {status}{(reason is null ? string.Empty : $" ({reason})")}";
            },
            cancellationToken);
    }

    /// <param name="name">The resource.</param>
    /// <param name="options">How long.</param>
    /// <param name="step">Looks once; null when the wait is over, else where things stand.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task PollAsync(string name, ResourceOptions options, Func<Task<string?>> step, CancellationToken cancellationToken)
    {
        var rates = (await services.Calls.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false)).Rates;
        var began = services.Clock.GetTimestamp();
        var pause = rates.MinPollInterval;
        while (await step().ConfigureAwait(false) is { } standing)
        {
            var left = options.Timeout - services.Clock.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                throw new BatchException(
                    BatchErrorCode.Timeout,
                    $"The {what} '{name}' {standing} after {DurationText.Format(options.Timeout)}; the service goes on. Look again later, or wait longer.")
                {
                    Resource = name, Provider = services.Provider.Name, IsTransient = true, Effect = BatchEffect.Applied,
                };
            }

            // Whole milliseconds: a timer drops what is less, and a rest of less than one would be waited for without end.
            var spread = TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds * (0.9 + (0.2 * services.Options.Randomizer()))));
            await Task.Delay(spread < left ? spread : TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), services.Clock, cancellationToken).ConfigureAwait(false);
            var longer = TimeSpan.FromTicks((long)(pause.Ticks * Growth));
            pause = longer < rates.MaxPollInterval ? longer : rates.MaxPollInterval;
        }
    }

    private BatchException Error(BatchErrorCode code, string name, string message) =>
        new(code, message) { Resource = name, Provider = services.Provider.Name, Effect = BatchEffect.Applied };
}
