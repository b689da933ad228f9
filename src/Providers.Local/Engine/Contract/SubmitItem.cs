using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>One job to accept.</summary>
internal sealed record SubmitItem
{
    /// <summary>The submission id, which becomes the id of the job.</summary>
    public required string SubmissionId { get; init; }

    /// <summary>The spec: resolved, planned, nothing in it rejected.</summary>
    public required JobSpec Spec { get; init; }

    /// <summary>The definition it came from, as <c>name:revision</c>.</summary>
    public string? Definition { get; init; }

    /// <summary>The job whose failed children this one repeats.</summary>
    public JobReference? RestartOf { get; init; }

    /// <summary>
    /// The values of secrets that only the submitting process can read, by source (<c>env:NAME</c>). Kept in memory, never written.
    /// </summary>
    public IReadOnlyDictionary<string, string>? SecretValues { get; init; }

    // Generated text would show the secrets.
    public override string ToString() => $"{nameof(SubmitItem)} {SubmissionId}";
}
