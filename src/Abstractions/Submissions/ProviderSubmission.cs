using MultiBatch.Planning;

namespace MultiBatch.Submissions;

/// <summary>One submit handed to a provider.</summary>
public sealed record ProviderSubmission
{
    /// <summary>The plan, made by the same provider, with nothing rejected.</summary>
    public required ProviderPlan Plan { get; init; }

    /// <summary>How to look the submission up.</summary>
    public required SubmissionKey Key { get; init; }

    /// <summary>What a look-up found of an earlier send: complete it rather than begin again. Null for a first send.</summary>
    public SubmissionLookup? Resume { get; init; }
}
