using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Fakes;

internal static class ClockExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Moves the clock from timer to timer until the task ends.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="task">What is to end.</param>
    /// <param name="timers">How many timers are set when everybody waits: with a time limit in the background, one more than without.</param>
    public static async Task<T> DriveAsync<T>(this ManualTimeProvider clock, Task<T> task, int timers = 1)
    {
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, clock.WaitForTimersAsync(timers)).WaitAsync(Patience);
            if (!task.IsCompleted && clock.PendingTimers >= timers)
            {
                clock.AdvanceToNextTimer();
            }
        }

        return await task;
    }

    /// <summary>Moves the clock from timer to timer until the task fails with an error of the client.</summary>
    public static async Task<BatchException> DriveToErrorAsync<T>(this ManualTimeProvider clock, Task<T> task, int timers = 1) =>
        await Assert.ThrowsAsync<BatchException>(() => clock.DriveAsync(task, timers));

    /// <summary>Moves the clock from timer to timer until the task is cancelled.</summary>
    public static async Task DriveToCancellationAsync<T>(this ManualTimeProvider clock, Task<T> task) =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clock.DriveAsync(task));
}
