using Microsoft.CodeAnalysis;

namespace System.Threading.Tasks;

[Embedded]
internal static class TaskExtensions
{
    extension(Task task)
    {
        public bool IsCompletedSuccessfully => task.Status == TaskStatus.RanToCompletion;

        public Task WaitAsync(CancellationToken cancellationToken) =>
            task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

        public Task WaitAsync(TimeSpan timeout) => task.WaitAsync(timeout, TimeProvider.System, CancellationToken.None);
    }

    extension<T>(Task<T> task)
    {
        public Task<T> WaitAsync(CancellationToken cancellationToken) =>
            task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

        public Task<T> WaitAsync(TimeSpan timeout) => task.WaitAsync(timeout, TimeProvider.System, CancellationToken.None);
    }

    extension(Task)
    {
        public static Task Delay(TimeSpan delay, TimeProvider timeProvider) => timeProvider.Delay(delay);

        public static Task Delay(TimeSpan delay, TimeProvider timeProvider, CancellationToken cancellationToken) =>
            timeProvider.Delay(delay, cancellationToken);
    }

    extension(ValueTask)
    {
        public static ValueTask CompletedTask => default;

        public static ValueTask<T> FromResult<T>(T result) => new(result);

        public static ValueTask FromException(Exception exception) => new(Task.FromException(exception));
    }
}
