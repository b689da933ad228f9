namespace MultiBatch.Shared.Waiting;

/// <summary>
/// Waits between two steps of one operation that the service takes only one after the other, as disable and delete. This is no retry: each look is a
/// read, and the steps are made once.
/// </summary>
internal sealed class ResourcePause
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock;

    public ResourcePause(TimeProvider clock) => _clock = clock;

    /// <param name="look">Looks once; null when the wait is over, else where things stand.</param>
    /// <param name="longest">How long to wait at most.</param>
    /// <param name="error">The error when that was not enough.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task UntilAsync(
        Func<Task<string?>> look, TimeSpan longest, Func<string, TimeSpan, BatchException> error, CancellationToken cancellationToken)
    {
        var began = _clock.GetTimestamp();
        var pause = First;
        while (await look().ConfigureAwait(false) is { } standing)
        {
            if (_clock.GetElapsedTime(began) >= longest)
            {
                throw error(standing, longest);
            }

            await Task.Delay(pause, _clock, cancellationToken).ConfigureAwait(false);
            pause = pause + pause < Longest ? pause + pause : Longest;
        }
    }
}
