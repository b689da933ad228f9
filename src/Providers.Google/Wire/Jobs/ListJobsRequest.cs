namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record ListJobsRequest
{
    /// <summary>As <c>projects/p/locations/l</c>; <c>-</c> for all locations.</summary>
    public required string Parent { get; init; }

    public string? Filter { get; init; }

    public string? OrderBy { get; init; }

    public int? PageSize { get; init; }

    public string? PageToken { get; init; }
}
