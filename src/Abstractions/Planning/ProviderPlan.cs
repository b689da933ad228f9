namespace MultiBatch.Planning;

/// <summary>What a provider makes of a <see cref="PlanRequest"/>; handed back to it unchanged when the plan is submitted.</summary>
public sealed class ProviderPlan
{
    private readonly Func<IReadOnlyList<NativeRequest>> _nativeRequests;

    /// <summary>Creates a plan.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="dispositions">One for each field of the spec that is set; more for what was defaulted.</param>
    /// <param name="nativeRequests">Makes the requests a submit would send, for people to look at; called only when somebody does.</param>
    public ProviderPlan(PlanRequest request, IReadOnlyList<FieldDisposition> dispositions, Func<IReadOnlyList<NativeRequest>> nativeRequests)
    {
        Request = request ?? throw new ArgumentNullException(nameof(request));
        Dispositions = dispositions ?? throw new ArgumentNullException(nameof(dispositions));
        _nativeRequests = nativeRequests ?? throw new ArgumentNullException(nameof(nativeRequests));
    }

    /// <summary>What was asked.</summary>
    public PlanRequest Request { get; }

    /// <summary>What becomes of each field.</summary>
    public IReadOnlyList<FieldDisposition> Dispositions { get; }

    /// <summary>The provider's own translation, kept between plan and submit so that both share one code path.</summary>
    public object? State { get; init; }

    /// <summary>True when nothing is rejected.</summary>
    public bool IsAccepted => Dispositions.All(disposition => disposition.Kind != DispositionKind.Rejected);

    /// <summary>The requests a submit would send, secrets left out.</summary>
    public IReadOnlyList<NativeRequest> GetNativeRequests() => _nativeRequests();
}
