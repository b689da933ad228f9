namespace MultiBatch;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public sealed class Page<T>
{
    /// <summary>Creates a page.</summary>
    /// <param name="items">The items of this page; may be empty although more pages follow.</param>
    /// <param name="continuationToken">What to hand back for the next page; null when this is the last one.</param>
    public Page(IReadOnlyList<T> items, string? continuationToken)
    {
        Items = items ?? throw new ArgumentNullException(nameof(items));
        ContinuationToken = continuationToken;
    }

    /// <summary>The items of this page; may be empty although more pages follow.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>What to hand back for the next page; null when this is the last one. Opaque to callers.</summary>
    public string? ContinuationToken { get; }
}
