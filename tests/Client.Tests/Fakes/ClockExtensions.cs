using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Fakes;

internal static class ClockExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Moves the clock from timer to timer until the task ends.</summary>
    public static async Task<T> DriveAsync<T>(this ManualTimeProvider clock, Task<T> task)
    {
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, clock.WaitForTimersAsync()).WaitAsync(Patience);
            if (!task.IsCompleted && clock.NextDue is not null)
            {
                clock.AdvanceToNextTimer();
            }
        }

        return await task;
    }

    /// <summary>Moves the clock from timer to timer until the task fails with an error of the client.</summary>
    public static async Task<BatchException> DriveToErrorAsync<T>(this ManualTimeProvider clock, Task<T> task) =>
        await Assert.ThrowsAsync<BatchException>(() => clock.DriveAsync(task));

    /// <summary>Moves the clock from timer to timer until the task is cancelled.</summary>
    public static async Task DriveToCancellationAsync<T>(this ManualTimeProvider clock, Task<T> task) =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clock.DriveAsync(task));
}
