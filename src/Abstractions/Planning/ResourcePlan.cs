namespace MultiBatch.Planning;

/// <summary>What would become of an environment or a queue, field by field.</summary>
public sealed class ResourcePlan
{
    /// <summary>Creates a plan.</summary>
    /// <param name="dispositions">One for each field that is set; more for what was defaulted.</param>
    /// <param name="nativeRequests">The requests that would be sent, secrets left out.</param>
    public ResourcePlan(IReadOnlyList<FieldDisposition> dispositions, IReadOnlyList<NativeRequest> nativeRequests)
    {
        Dispositions = dispositions ?? throw new ArgumentNullException(nameof(dispositions));
        NativeRequests = nativeRequests ?? throw new ArgumentNullException(nameof(nativeRequests));
    }

    /// <summary>What becomes of each field.</summary>
    public IReadOnlyList<FieldDisposition> Dispositions { get; }

    /// <summary>The requests that would be sent, secrets left out.</summary>
    public IReadOnlyList<NativeRequest> NativeRequests { get; }

    /// <summary>True when nothing is rejected.</summary>
    public bool IsAccepted => Dispositions.All(disposition => disposition.Kind != DispositionKind.Rejected);
}
