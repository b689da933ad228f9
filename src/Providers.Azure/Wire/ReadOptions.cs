namespace MultiBatch.Providers.Azure.Wire;

/// <summary>What a read may ask for beside its path. Nothing is sent for what is null.</summary>
internal sealed record ReadOptions
{
    public static ReadOptions None { get; } = new();

    /// <summary>An OData condition, as <c>state eq 'active'</c>.</summary>
    public string? Filter { get; init; }

    /// <summary>The members to give, with commas between.</summary>
    public string? Select { get; init; }

    public string? Expand { get; init; }

    /// <summary>How many items a page may have, at most 1,000.</summary>
    public int? MaxResults { get; init; }

    /// <summary>The address of the next page, as the page before named it; all else is in it.</summary>
    public string? NextLink { get; init; }
}
