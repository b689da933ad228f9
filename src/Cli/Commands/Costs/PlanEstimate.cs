using MultiBatch.Cli.Composition;
using MultiBatch.Costs.Comparing;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.Planning;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>The estimate of a plan, in the forms the command writes.</summary>
internal sealed class PlanEstimate
{
    private readonly JobPlan _plan;

    private PlanEstimate(JobPlan plan, CostComparison comparison)
    {
        _plan = plan;
        Comparison = comparison;
    }

    public CostComparison Comparison { get; }

    /// <summary>The estimate; null for a plan that would not be submitted.</summary>
    public static async Task<PlanEstimate?> OfAsync(CostComparer comparer, JobPlan plan, string? region, CancellationToken cancellationToken) =>
        await PlanCosts.CompareAsync(comparer, plan, region, cancellationToken) is { } comparison ? new PlanEstimate(plan, comparison) : null;

    public void WriteLine(CliHost host) => host.Out.WriteLine($"Estimate  {PlanCosts.Line(Comparison, _plan.Provider)}. See 'multibatch costs estimate'.");
}
