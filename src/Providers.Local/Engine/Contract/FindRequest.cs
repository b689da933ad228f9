namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>A submission to look up.</summary>
internal sealed record FindRequest
{
    public required string SubmissionId { get; init; }
}
