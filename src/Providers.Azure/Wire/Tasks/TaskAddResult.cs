namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record TaskAddResult
{
    public string? Status { get; init; }

    public string? TaskId { get; init; }

    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public string? Location { get; init; }

    public BatchError? Error { get; init; }
}
