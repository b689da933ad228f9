namespace MultiBatch.Providers.Google.Wire.Operations;

internal sealed record ListOperationsRequest
{
    /// <summary>As <c>projects/p/locations/l</c>.</summary>
    public required string Parent { get; init; }

    public string? Filter { get; init; }

    public int? PageSize { get; init; }

    public string? PageToken { get; init; }
}
