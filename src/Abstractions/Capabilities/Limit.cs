namespace MultiBatch.Capabilities;

/// <summary>A limit of a provider.</summary>
/// <typeparam name="T">What is limited.</typeparam>
public sealed record Limit<T>
{
    /// <summary>Creates a limit.</summary>
    /// <param name="value">The limit itself, still allowed.</param>
    /// <param name="source">Where it is documented, or <c>MultiBatch</c> for a limit of ours.</param>
    public Limit(T value, string source)
    {
        Value = value;
        Source = source;
    }

    /// <summary>The limit itself, still allowed.</summary>
    public T Value { get; }

    /// <summary>Where it is documented, or <c>MultiBatch</c> for a limit of ours.</summary>
    public string Source { get; }
}
