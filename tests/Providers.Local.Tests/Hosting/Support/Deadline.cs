namespace MultiBatch.Providers.Local.Tests.Hosting.Support;

/// <summary>Ends a test that waits for something that does not come.</summary>
internal static class Deadline
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    public static Task Soon(this Task task) => task.WaitAsync(Generous);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Generous);

    /// <summary>Waits until something that raises no event is so.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(Generous);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), deadline.Token);
        }
    }
}
