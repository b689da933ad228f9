using MultiBatch.Jobs;

namespace MultiBatch.Planning;

/// <summary>What of a spec the client does itself while one runs, and what is left for the provider.</summary>
internal sealed class HoldPlan
{
    /// <summary>The spec without the fields the client takes care of; the same object when there are none.</summary>
    public required JobSpec Spec { get; init; }

    /// <summary>What the job waits for a client to do, in words; null when it needs none.</summary>
    public string? Reason { get; init; }

    /// <summary>One for each field that was taken out: emulated, with a client.</summary>
    public IReadOnlyList<FieldDisposition> Dispositions { get; init; } = [];

    public bool IsHeld => Reason is not null;
}
