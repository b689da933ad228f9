namespace MultiBatch.Client.Tests.Fakes;

/// <summary>Progress that is told at once, on the reporting thread; <see cref="Progress{T}"/> would tell later, in any order.</summary>
internal sealed class Sink<T>(Action<T> take) : IProgress<T>
{
    public void Report(T value) => take(value);
}
