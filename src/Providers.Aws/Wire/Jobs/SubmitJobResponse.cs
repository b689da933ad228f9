namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>The job submitted.</summary>
internal sealed record SubmitJobResponse : WireReply
{
    public string? JobName { get; init; }

    public string? JobId { get; init; }

    public string? JobArn { get; init; }
}
