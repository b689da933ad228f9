namespace MultiBatch.Providers.Aws.Prices;

/// <summary>
/// Calls for pages: one after the other, not too often, and again where the service is busy. Everywhere else repeating is the client's; but a list of a hundred pages cannot be
/// taken up again by whoever enumerates it, and these calls change nothing.
/// </summary>
internal sealed class PageCalls(TimeProvider clock)
{
    // The price list and EC2 let through a few calls a second for an account.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    private const int Retries = 5;

    private long? _last;

    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (_last is { } last && Interval - clock.GetElapsedTime(last) is { } wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
            }

            _last = clock.GetTimestamp();
            try
            {
                return await call(cancellationToken).ConfigureAwait(false);
            }
            catch (BatchException e) when (e.IsTransient && attempt < Retries)
            {
                var after = e.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(2, attempt));
                await Task.Delay(after < LongestWait ? after : LongestWait, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
