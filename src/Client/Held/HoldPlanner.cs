using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Planning.Rules;
using MultiBatch.Submissions;

namespace MultiBatch.Held;

/// <summary>
/// Takes out of resolved specs what the provider cannot do but a client can while it runs: features that are
/// <see cref="SupportLevel.EmulatedWhileClientRuns"/>, and dependencies on jobs that are held themselves.
/// </summary>
internal sealed class HoldPlanner(ClientServices services)
{
    private string Provider => services.Provider.Name;

    /// <param name="spec">The spec, resolved.</param>
    /// <param name="id">The id of its submit.</param>
    /// <param name="session">The plan it belongs to.</param>
    /// <param name="holdsDependencies">True when the provider has said that a client has to watch the dependencies.</param>
    /// <param name="cancellationToken">Ends the plan.</param>
    public async ValueTask<HoldPlan> PlanAsync(
        JobSpec spec, SubmissionId id, PlanSession session, bool holdsDependencies, CancellationToken cancellationToken)
    {
        var splits = spec.Purchase?.Kind == PurchaseKind.SpotThenOnDemand && NeedsClient(session, BatchFeature.SpotThenOnDemand);
        var waits = spec.DependsOn is { Count: > 0 }
            && (holdsDependencies || await NeedClientAsync(spec, session, cancellationToken).ConfigureAwait(false));
        if (!splits && !waits)
        {
            return new HoldPlan { Spec = spec };
        }

        var dispositions = new List<FieldDisposition>();
        var reasons = new List<string>(2);
        if (waits)
        {
            await PlanDependenciesAsync(spec, session, dispositions, cancellationToken).ConfigureAwait(false);
            reasons.Add(spec.DependsOn!.Count == 1 ? $"it waits for {spec.DependsOn[0].Job}" : $"it waits for {spec.DependsOn.Count} jobs");
        }

        if (!splits)
        {
            return new HoldPlan { Spec = SegmentSpec.Of(spec, null, null), Reason = reasons[0], Dispositions = dispositions };
        }

        var spotAttempts = spec.Purchase!.SpotAttempts!.Value;
        dispositions.Add(PlanPurchase(spec, session, spotAttempts));
        reasons.Add("it moves from spot to on demand when its machine is taken back");
        return new HoldPlan
        {
            Spec = SegmentSpec.Of(spec, PurchaseKind.Spot, spec.Attempts?.Max),
            Reason = string.Join(", and ", reasons),
            Dispositions = dispositions,
            Segment = new JobSegment { Submission = id, Number = 1, Purchase = PurchaseKind.Spot },
            Fallback = (
                new JobSegment { Submission = id, Number = spotAttempts + 1, Purchase = PurchaseKind.OnDemand, AttemptsBefore = spotAttempts },
                SegmentSpec.Of(spec, PurchaseKind.OnDemand, spec.Attempts?.Max)),
            AddsRule = SegmentSpec.AddsRule(PurchaseKind.Spot, spec.Attempts?.Max),
        };
    }

    private static bool NeedsClient(PlanSession session, BatchFeature feature) =>
        session.Capabilities[feature].Level == SupportLevel.EmulatedWhileClientRuns;

    private async ValueTask<bool> NeedClientAsync(JobSpec spec, PlanSession session, CancellationToken cancellationToken)
    {
        for (var index = 0; index < spec.DependsOn!.Count; index++)
        {
            var dependency = spec.DependsOn[index];
            if (!JobReference.TryParse(dependency.Job, out var reference))
            {
                continue;
            }

            if (HeldId.Is(reference!) || FeatureRules.OfDependency(dependency, index).Any(needed => NeedsClient(session, needed.Feature)))
            {
                return true;
            }

            if (NeedsClient(session, BatchFeature.DependencyAcrossQueues)
                && session.Mode == PlanMode.Connected
                && await session.FindJobAsync(reference!.Parent, cancellationToken).ConfigureAwait(false) is { Queue: { } queue }
                && queue != spec.Queue)
            {
                return true;
            }
        }

        return false;
    }

    // All of them are watched by the client: the service could not keep a job back for some and let the client decide on the others.
    private async ValueTask PlanDependenciesAsync(
        JobSpec spec, PlanSession session, List<FieldDisposition> dispositions, CancellationToken cancellationToken)
    {
        for (var index = 0; index < spec.DependsOn!.Count; index++)
        {
            var (dependency, item) = (spec.DependsOn[index], SpecPointers.Item(SpecPointers.DependsOn, index));
            var refused = FeatureRules.OfDependency(dependency, index).Where(needed => !session.Capabilities.Supports(needed.Feature)).ToList();
            var problem = session.Mode == PlanMode.Connected
                ? await ProblemAsync(spec, dependency, session, cancellationToken).ConfigureAwait(false)
                : null;
            Add(item + "/job", "starts the job once this one has ended");
            if (dependency.On is not null)
            {
                Add(item + "/on", "looks at how it ended");
            }

            if (dependency.Mode is not null)
            {
                Add(item + "/mode", dependency.Mode == DependencyMode.IndexToIndex
                    ? "starts the children whose counterparts ended so, once all of those have ended"
                    : "waits for the whole job");
            }

            void Add(string pointer, string how)
            {
                var feature = refused.Find(needed => needed.Pointer == pointer);
                dispositions.Add(
                    feature.Pointer is not null
                        ? FieldDisposition.Rejected(
                            pointer, session.Capabilities[feature.Feature].Note ?? FeatureRules.Missing(feature.Feature, Provider), "leave it out",
                            session.Capabilities[feature.Feature].Source)
                    : problem is not null && pointer.EndsWith(problem.Value.Field, StringComparison.Ordinal)
                        ? FieldDisposition.Rejected(pointer, problem.Value.Why)
                    : FieldDisposition.Emulated(pointer, $"{Provider} cannot: a client {how}", needsClient: true));
            }
        }
    }

    private static async ValueTask<(string Field, string Why)?> ProblemAsync(
        JobSpec spec, JobDependency dependency, PlanSession session, CancellationToken cancellationToken)
    {
        var reference = JobReference.Parse(dependency.Job);
        var job = await session.FindJobAsync(reference, cancellationToken).ConfigureAwait(false);
        if (job is null)
        {
            // Where a job shows late, one that is not seen may have been submitted a moment ago.
            return session.Capabilities.Rates.SettleTime > TimeSpan.Zero ? null : ("/job", $"there is no job {reference}");
        }

        var size = spec.Array?.Tasks?.Rows.Count ?? spec.Array?.Size;
        return dependency.Mode != DependencyMode.IndexToIndex || job.ArraySize == size ? null
            : job.ArraySize is null ? ("/mode", $"{reference} is no array")
            : ("/mode", $"{reference} has {job.ArraySize} children, this job {size}");
    }

    private FieldDisposition PlanPurchase(JobSpec spec, PlanSession session, int spotAttempts) =>
        !session.Capabilities.Supports(BatchFeature.Spot)
            ? FieldDisposition.Rejected(SpecPointers.Purchase, session.Capabilities[BatchFeature.Spot].Note ?? FeatureRules.Missing(BatchFeature.Spot, Provider), "write on-demand")
        : SegmentSpec.AddsRule(PurchaseKind.Spot, spec.Attempts?.Max) && !session.Capabilities.Supports(BatchFeature.RetryByCause)
            ? FieldDisposition.Rejected(
                SpecPointers.Purchase,
                $"{Provider} would repeat attempts on spot by itself, as it cannot tell a machine that was taken back from a task that failed",
                "attempts.max 1, or purchase spot")
        : FieldDisposition.Emulated(
            SpecPointers.Purchase,
            $"{(spotAttempts == 1 ? "one attempt" : $"{spotAttempts} attempts")} on spot, then a client starts what was taken back on demand",
            needsClient: true);
}
