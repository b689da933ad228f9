using MultiBatch.Cli.Commands.Costs;
using MultiBatch.Cli.Output;
using MultiBatch.FrontEnds.Json;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Planning;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Commands.Submitting;

/// <summary>Shows plans.</summary>
internal static class PlanOutput
{
    public static void Write(CommandContext context, IReadOnlyList<JobPlan> plans, bool native, IReadOnlyList<PlanEstimate?> estimates)
    {
        if (!context.IsTable)
        {
            JsonOutput.Write(context.Host, context.Format, plans.Count == 1 ? PlanJson.Write(plans[0], native, estimates[0]?.Comparison) : "[" + string.Join(',', plans.Zip(estimates, (plan, estimate) => PlanJson.Write(plan, native, estimate?.Comparison))) + "]");
            return;
        }

        foreach (var (plan, estimate) in plans.Zip(estimates))
        {
            WriteTable(context, plan, native, estimate);
        }
    }

    private static void WriteTable(CommandContext context, JobPlan plan, bool native, PlanEstimate? estimate)
    {
        var host = context.Host;
        host.Out.WriteLine($"Job  {plan.Resolved.Name ?? "(no name)"}   provider {plan.Provider}   {PlanWords.Summary(plan)}");
        if (plan.IsHeld)
        {
            host.Out.WriteLine($"Held {plan.HeldReason}");
        }

        var columns = new Columns(host, "FIELD", "DISPOSITION", "VALUE", "WHY");
        foreach (var disposition in PlanWords.InOrder(plan.Dispositions))
        {
            columns.Add(
                disposition.Pointer,
                new Cell(EnumText.Format(disposition.Kind), CellColors.Of(disposition.Kind)),
                PlanWords.Change(disposition.From, disposition.To),
                PlanWords.Why(disposition.Detail, disposition.Alternative));
        }

        columns.Complete("no field is set");
        foreach (var request in native ? plan.GetNativeRequests() : [])
        {
            host.Out.WriteLine();
            host.Out.WriteLine(request.Operation);
            host.Out.WriteLine(request.Body is null ? string.Empty : ResultJson.Indent(request.Body));
        }

        estimate?.WriteLine(host);
        host.Out.WriteLine(plan.IsAccepted ? "Would be submitted." : "Would not be submitted: a field is rejected.");
        host.Out.WriteLine();
    }
}
