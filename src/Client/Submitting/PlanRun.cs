using System.Runtime.CompilerServices;
using MultiBatch.Jobs;
using MultiBatch.Planning;

namespace MultiBatch.Submitting;

/// <summary>Plans specs that would be submitted together. References of jobs that do not exist yet are made of the ids they would get.</summary>
internal sealed class PlanRun(ClientServices services, SubmitOptions options, PlanMode mode)
{
    public async IAsyncEnumerable<JobPlan> RunAsync(IReadOnlyList<JobSpec> specs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (specs.Contains(null!))
        {
            throw new ArgumentException("A spec is null.", nameof(specs));
        }

        var graph = DependencyGraph.Of(specs);
        var ids = specs.Select((_, ordinal) => SubmitRun.IdOf(options, ordinal, services.Clock)).ToArray();
        var session = await PlanSession.BeginAsync(services, mode, cancellationToken).ConfigureAwait(false);
        var offline = mode == PlanMode.Offline ? session : await PlanSession.BeginAsync(services, PlanMode.Offline, cancellationToken).ConfigureAwait(false);
        var plans = new JobPlan[specs.Count];

        // Whether a job is held decides what its reference is like, and whether those that wait for it are held too.
        foreach (var ordinal in graph.Order())
        {
            var input = new PlanInput
            {
                Spec = graph.Resolve(ordinal, target => ReferenceOf(plans[target], specs[target].Queue)),
                SubmissionId = ids[ordinal],
            };
            var planned = await services.Planner.PlanAsync(input, graph.WaitsFor(ordinal) > 0 ? offline : session, cancellationToken).ConfigureAwait(false);
            plans[ordinal] = graph.WaitsFor(ordinal) > 0 && mode == PlanMode.Connected
                ? await VerifyAsync(planned.Plan, input, session, cancellationToken).ConfigureAwait(false)
                : planned.Plan;
        }

        foreach (var plan in plans)
        {
            yield return plan;
        }
    }

    private JobReference ReferenceOf(JobPlan plan, string? queue) => plan.IsHeld
        ? services.Held.ReferenceOf(plan.SubmissionId, plan.Resolved.Queue)
        : new JobReference(services.Provider.Name, plan.SubmissionId.ToString()) { Connection = services.Options.ConnectionName, Queue = queue };

    // The jobs waited for are not there to be asked about, everything else is: planned once more without the dependencies, connected.
    private async ValueTask<JobPlan> VerifyAsync(JobPlan offline, PlanInput input, PlanSession session, CancellationToken cancellationToken)
    {
        var alone = new PlanInput { Spec = input.Spec with { DependsOn = null }, SubmissionId = input.SubmissionId };
        var connected = (await services.Planner.PlanAsync(alone, session, cancellationToken).ConfigureAwait(false)).Plan;
        var dependencies = offline.Dispositions
            .Where(disposition => disposition.Pointer.StartsWith(SpecPointers.DependsOn + "/", StringComparison.Ordinal))
            .Select(disposition => disposition.Kind == DispositionKind.Unverified
                ? FieldDisposition.Honored(disposition.Pointer, "the job is submitted first, in the same call")
                : disposition);
        return new JobPlan(offline.Provider, offline.SubmissionId, offline.Requested, offline.Resolved, [.. connected.Dispositions, .. dependencies], offline.ProviderPlan)
        {
            HeldReason = offline.HeldReason,
        };
    }
}
