namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A page of resources.</summary>
internal sealed record ListRequest
{
    /// <summary>Only those of this name; null for all.</summary>
    public string? Name { get; init; }

    public string? ContinuationToken { get; init; }
}
