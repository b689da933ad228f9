namespace MultiBatch.Shared.Waiting;

/// <summary>
/// A value that is made once, for all who ask meanwhile, and kept; one that could not be made is tried again by the next who asks.
/// It is made on a thread of the pool: the vendor's chain reads files and may wait for a metadata service without being asynchronous.
/// </summary>
internal sealed class Kept<T>(Func<Task<T>> make)
{
    private readonly object _gate = new();
    private Task<T>? _value;

    public ValueTask<T> GetAsync(CancellationToken cancellationToken)
    {
        Task<T> value;
        lock (_gate)
        {
            if (_value is null || _value.IsFaulted || _value.IsCanceled)
            {
                _value = Task.Run(make, CancellationToken.None);
            }

            value = _value;
        }

        // Whoever gives up leaves the others their value.
        return value.IsCompletedSuccessfully ? new ValueTask<T>(value) : new ValueTask<T>(value.WaitAsync(cancellationToken));
    }

    /// <summary>Lets the value be made anew, unless it is another one already.</summary>
    public void Forget(T value)
    {
        lock (_gate)
        {
            if (_value is { IsCompletedSuccessfully: true } && ReferenceEquals(_value.Result, value))
            {
                _value = null;
            }
        }
    }
}
