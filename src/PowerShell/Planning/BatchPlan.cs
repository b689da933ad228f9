using MultiBatch.FrontEnds.Costs;
using MultiBatch.FrontEnds.Json;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Planning;
using MultiBatch.PowerShell.Costs;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Planning;

/// <summary>What would become of a job on a connection, field by field. Data only; nothing is submitted.</summary>
public sealed class BatchPlan
{
    private readonly JobPlan _plan;
    private readonly Lazy<BatchEstimate?> _estimate;

    internal BatchPlan(JobPlan plan, string connection, string? region, UserPrices prices)
    {
        _plan = plan;

        // Reading prices takes a moment: only for whoever looks.
        _estimate = new Lazy<BatchEstimate?>(() => BatchEstimate.Of(plan, region, PriceShelf.Comparer(prices, connection)));
        Connection = connection;
        Dispositions = new BatchDispositionList(plan.Dispositions);
        NativeRequests = new BatchRequestList(plan.GetNativeRequests());
    }

    /// <summary>The name of the job.</summary>
    public string? Name => _plan.Resolved.Name;

    /// <summary>The connection it was planned for.</summary>
    public string Connection { get; }

    /// <summary>The provider.</summary>
    public string Provider => _plan.Provider;

    /// <summary>True when the job would be submitted; false when a field is rejected.</summary>
    public bool IsAccepted => _plan.IsAccepted;

    /// <summary>True for a job that would start only while a client runs.</summary>
    public bool IsHeld => _plan.IsHeld;

    /// <summary>Why it would.</summary>
    public string? HeldReason => _plan.HeldReason;

    /// <summary>True when the job uses a section for this provider alone.</summary>
    public bool UsesNative => _plan.UsesNative;

    /// <summary>The dispositions, counted: <c>13 honored, 1 rounded</c>.</summary>
    public string Summary => PlanWords.Summary(_plan);

    /// <summary>What becomes of each field that was set, and of what was chosen for those that were not.</summary>
    public BatchDispositionList Dispositions { get; }

    /// <summary>The requests a submit would send, secrets left out; none when a field is rejected.</summary>
    public BatchRequestList NativeRequests { get; }

    /// <summary>What it would cost at list prices; null when it would not be submitted.</summary>
    public BatchEstimate? Estimate => _estimate.Value;

    /// <summary>The id the submit would have.</summary>
    public string SubmissionId => _plan.SubmissionId.ToString();

    internal JobPlan Source => _plan;

    /// <summary>The job as it would be submitted, as JSON.</summary>
    public string GetSpec() => BatchJson.Write(_plan.Resolved, indented: true);

    /// <summary>The plan as <c>multibatch plan --output json</c> writes it.</summary>
    /// <param name="native">True to have the native requests in it, as with <c>--native</c>.</param>
    public string ToJson(bool native = false) => PlanJson.Write(_plan, native, Estimate?.Comparison);

    /// <summary>The name and the counted dispositions.</summary>
    public override string ToString() => $"{Name}: {Summary}";
}
