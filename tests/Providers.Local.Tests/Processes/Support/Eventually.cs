using System.Diagnostics;

namespace MultiBatch.Providers.Local.Tests.Processes.Support;

/// <summary>Waits for what other processes do.</summary>
internal static class Eventually
{
    /// <summary>Generous: only a test that fails waits this long.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Deadline);

    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < Deadline, $"Waited in vain: {what}.");
            await Task.Delay(Pause);
        }
    }

    /// <summary>The text of a file as soon as it has a complete line.</summary>
    public static async Task<string> LineAsync(string path)
    {
        await TrueAsync(() => File.Exists(path) && File.ReadAllText(path).Contains('\n'), $"a line in {path}");
        return (await File.ReadAllLinesAsync(path))[0];
    }

    public static async Task<int> NumberAsync(string path) => int.Parse(await LineAsync(path), System.Globalization.CultureInfo.InvariantCulture);
}
