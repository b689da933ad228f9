using MultiBatch.Capabilities;
using MultiBatch.Planning;
using MultiBatch.Submissions;

namespace MultiBatch.TestSupport.InMemory;

/// <summary>What the contract lets a provider rely on.</summary>
internal static class ClientPromises
{
    public static void Check(PlanRequest request)
    {
        var spec = request.Spec;
        Keep(spec.Definition is null && spec.Parameters is null, "a spec is resolved: definition and parameters are null");
        Keep(!string.IsNullOrEmpty(spec.Name) && !string.IsNullOrEmpty(spec.Queue), "name and queue are set");
        Keep(spec.Command is { Count: > 0 } != spec.Script is { Length: > 0 }, "exactly one of command and script is set");
        Keep(spec.Array is null || spec.Array.Size is null != spec.Array.Tasks is null, "exactly one of size and tasks is set");
        Keep(spec.Command?.Any(word => word.Contains("Ref::", StringComparison.Ordinal)) != true, "placeholders are replaced");
        Keep(request.RestartIndexes is null || spec.Array is not null, "only an array has indexes");
        Keep(request.Segment is null || request.Segment.Purchase == spec.Purchase?.Kind, "a segment is bought as its spec says");
        Keep(request.Segment is not { Purchase: not (Jobs.PurchaseKind.Spot or Jobs.PurchaseKind.OnDemand) }, "a segment is on spot or on demand");
    }

    public static void Check(IReadOnlyList<ProviderSubmission> submissions, ServiceRates rates)
    {
        Check("submit", submissions.Count, rates.SubmitBatchSize);
        foreach (var submission in submissions)
        {
            Keep(submission.Plan.IsAccepted, "nothing with a rejected field is submitted");
            Keep(submission.Plan.Request.SubmissionId == submission.Key.Id, "key and plan are of the same submit");
            Keep(submission.Plan.Request.Segment == submission.Key.Segment, "key and plan are of the same segment");
            Keep(submission.Plan.Request.Mode == PlanMode.Connected, "what is submitted was planned connected");
        }
    }

    public static void Check(string operation, int count, int largest) =>
        Keep(count >= 1 && count <= largest, $"a {operation} holds 1 to {largest} items, this one held {count}");

    public static void CheckReason(string reason) => Keep(reason.Length is > 0 and <= 1024, "a reason has 1 to 1,024 characters");

    private static void Keep(bool isKept, string promise)
    {
        if (!isKept)
        {
            throw new InvalidOperationException($"The client broke a promise of the contract: {promise}.");
        }
    }
}
