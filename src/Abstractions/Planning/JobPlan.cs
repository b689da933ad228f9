using MultiBatch.Jobs;
using MultiBatch.Submissions;

namespace MultiBatch.Planning;

/// <summary>What would become of a job, field by field, before anything is submitted.</summary>
public sealed class JobPlan
{
    private readonly ProviderPlan? _providerPlan;

    /// <summary>Creates a plan.</summary>
    /// <param name="provider">The provider's name.</param>
    /// <param name="submissionId">The id of the logical submit.</param>
    /// <param name="requested">The spec as the caller gave it.</param>
    /// <param name="resolved">The spec with the definition merged in and placeholders replaced; <paramref name="requested"/> when that failed.</param>
    /// <param name="dispositions">What becomes of each field.</param>
    /// <param name="providerPlan">The provider's part; null when the spec did not get that far.</param>
    public JobPlan(
        string provider,
        SubmissionId submissionId,
        JobSpec requested,
        JobSpec resolved,
        IReadOnlyList<FieldDisposition> dispositions,
        ProviderPlan? providerPlan)
    {
        Provider = provider ?? throw new ArgumentNullException(nameof(provider));
        SubmissionId = submissionId;
        Requested = requested ?? throw new ArgumentNullException(nameof(requested));
        Resolved = resolved ?? throw new ArgumentNullException(nameof(resolved));
        Dispositions = dispositions ?? throw new ArgumentNullException(nameof(dispositions));
        _providerPlan = providerPlan;
    }

    /// <summary>The provider's name.</summary>
    public string Provider { get; }

    /// <summary>The id of the logical submit.</summary>
    public SubmissionId SubmissionId { get; }

    /// <summary>The spec as the caller gave it.</summary>
    public JobSpec Requested { get; }

    /// <summary>The spec with the definition merged in and placeholders replaced.</summary>
    public JobSpec Resolved { get; }

    /// <summary>What becomes of each field.</summary>
    public IReadOnlyList<FieldDisposition> Dispositions { get; }

    /// <summary>What the job waits for a client to do; null when, once submitted, it needs none.</summary>
    public string? HeldReason { get; init; }

    /// <summary>True when the job would be held: it starts only while a client runs.</summary>
    public bool IsHeld => HeldReason is not null;

    /// <summary>True when the job would be submitted: no field is rejected.</summary>
    public bool IsAccepted => _providerPlan is not null && Dispositions.All(disposition => disposition.Kind != DispositionKind.Rejected);

    /// <summary>True when the job uses a section only this provider understands.</summary>
    public bool UsesNative => Resolved.Native?.ContainsKey(Provider) == true;

    /// <summary>The provider's part; null when the spec did not get that far.</summary>
    public ProviderPlan? ProviderPlan => _providerPlan;

    /// <summary>The requests a submit would send, secrets left out. Empty for a plan that is not accepted.</summary>
    public IReadOnlyList<NativeRequest> GetNativeRequests() => IsAccepted ? _providerPlan!.GetNativeRequests() : [];
}
