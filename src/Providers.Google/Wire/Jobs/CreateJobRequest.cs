namespace MultiBatch.Providers.Google.Wire.Jobs;

/// <summary>The parameters of a create; the body is the job itself.</summary>
internal sealed record CreateJobRequest
{
    /// <summary>As <c>projects/p/locations/l</c>.</summary>
    public required string Parent { get; init; }

    public string? JobId { get; init; }

    public string? RequestId { get; init; }

    public required JobResource Job { get; init; }

    /// <summary>Whether to call v1alpha, which knows dependencies. Default: v1.</summary>
    public bool IsAlpha { get; init; }
}
