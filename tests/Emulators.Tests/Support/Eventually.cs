using System.Diagnostics;

namespace MultiBatch.Emulators.Tests.Support;

/// <summary>Waits for what the emulator does by itself.</summary>
internal static class Eventually
{
    /// <summary>Generous: only a test that fails waits this long.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> what)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < Deadline, $"Waited in vain: {what()}.");
            await Task.Delay(Pause);
        }
    }
}
