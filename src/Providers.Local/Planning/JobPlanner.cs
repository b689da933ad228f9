using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Local.Engine.Contract;

namespace MultiBatch.Providers.Local.Planning;

/// <summary>Says of each field of a job what becomes of it here. Pure: what must be asked of the engine is asked before.</summary>
internal sealed class JobPlanner
{
    private readonly PlanFacts _facts;

    public JobPlanner(PlanFacts facts) => _facts = facts;

    public IReadOnlyList<FieldDisposition> Plan(PlanRequest request)
    {
        var spec = request.Spec;
        var list = new DispositionList(spec);
        list.Honor(
            SpecPointers.Name,
            SpecPointers.Command,
            SpecPointers.Script,
            SpecPointers.Env,
            SpecPointers.Timeout,
            SpecPointers.Priority,
            SpecPointers.Labels,
            SpecPointers.ArraySize,
            SpecPointers.ArrayTasks,
            SpecPointers.ArrayParallelism,
            SpecPointers.MaxAttempts,
            SpecPointers.AttemptOtherwise);
        list.ForEachBelow(SpecPointers.AttemptRules, pointer => FieldDisposition.Honored(pointer));
        list.RejectIfSet(SpecPointers.Image, LocalReasons.Image, "leave the image out: the command then runs as a process of this machine");
        list.RejectIfSet(SpecPointers.IdentityTask, LocalReasons.Identity, "leave it out; pass credentials as secrets");
        list.RejectIfSet(SpecPointers.IdentityExecution, LocalReasons.Identity, "leave it out");
        PlanRestart(request, list);
        PlanQueue(spec, list);
        PlanPurchase(spec, list);
        PlanNative(spec, list);
        if (list.IsOpen(SpecPointers.Exclusive))
        {
            list.Add(FieldDisposition.Honored(SpecPointers.Exclusive, spec.Exclusive == true ? "no other task of this engine runs meanwhile" : null));
        }

        SecretFields.Plan(spec, _facts, list);
        MountFields.Plan(spec, _facts, list);
        ResourceFields.Plan(spec, _facts, list);
        DependencyFields.Plan(spec, _facts, list);
        return list.Complete(LocalProviderName.Value);
    }

    private static void PlanRestart(PlanRequest request, DispositionList list)
    {
        if (request.RestartIndexes is not null)
        {
            list.Add(FieldDisposition.Rejected(SpecPointers.Root, "jobs are restarted in place here, not by a new job of some indexes", "restart the job"));
        }
    }

    private static void PlanPurchase(JobSpec spec, DispositionList list)
    {
        if (spec.Purchase is not { } purchase)
        {
            return;
        }

        list.Add(purchase.Kind == PurchaseKind.OnDemand
            ? FieldDisposition.Honored(SpecPointers.Purchase, "this machine is always at hand")
            : FieldDisposition.Rejected(SpecPointers.Purchase, LocalReasons.Spot, "write on-demand, or leave it out"));
    }

    private static void PlanNative(JobSpec spec, DispositionList list)
    {
        foreach (var section in spec.Native?.Keys ?? [])
        {
            var pointer = SpecPointers.Item(SpecPointers.Native, section);
            if (section != LocalProviderName.Value)
            {
                list.Add(FieldDisposition.Honored(pointer, $"for {section} only; skipped here"));
                continue;
            }

            var local = LocalSection.Read(spec);
            list.Add(local.Problem is { } problem
                ? FieldDisposition.Rejected(pointer, problem, "write {\"start\":\"recorded\"} or {\"start\":\"fast\"}")
                : FieldDisposition.Honored(pointer, local.Mode == Processes.StartMode.Direct ? "faster starts; an attempt that runs when the engine dies is lost" : null));
        }
    }

    private void PlanQueue(JobSpec spec, DispositionList list)
    {
        if (!list.IsOpen(SpecPointers.Queue))
        {
            return;
        }

        list.Add(_facts.Placement is not { } placement ? FieldDisposition.Unverified(SpecPointers.Queue, "the engine has to be asked whether the queue is there")
            : placement.Queue is not { } queue ? FieldDisposition.Rejected(
                SpecPointers.Queue, $"there is no queue '{spec.Queue}'", "name one of: " + string.Join(", ", placement.QueueNames))
            : queue.Spec.Enabled == false ? FieldDisposition.Rejected(
                SpecPointers.Queue, $"queue '{queue.Name}' is disabled and takes no new jobs", "enable it, or name another one")
            : FieldDisposition.Honored(SpecPointers.Queue));
    }
}
