using System.Management.Automation;
using MultiBatch.Costs.Comparing;

namespace MultiBatch.PowerShell.Costs;

/// <summary><c>Find-BatchMachine</c></summary>
[Cmdlet(VerbsCommon.Find, "BatchMachine")]
[OutputType(typeof(BatchMachine))]
public sealed class FindBatchMachineCommand : QuestionCmdlet
{
    private const int Others = 9;

    /// <inheritdoc/>
    protected override void EndProcessing() => Run(async cancellationToken =>
    {
        var comparer = await ComparerAsync(Connection).ConfigureAwait(false);
        // An hour without boot: the total is the price of an hour.
        var query = new CostQuery { Requirements = Needs(new CostRequirements()), Duration = TimeSpan.FromHours(1), Boot = TimeSpan.Zero, Scope = Scope(new CostScope(), Others) };
        var comparison = await comparer.CompareAsync(query, cancellationToken).ConfigureAwait(false);
        foreach (var row in comparison.Providers.Where(provider => provider.Best is not null).SelectMany(provider => provider.Alternatives.Prepend(provider.Best!)).OrderBy(row => row.TotalCost))
        {
            await WriteAsync(new BatchMachine(row)).ConfigureAwait(false);
        }

        if (comparison.Winner is null)
        {
            await ReportAsync(new BatchException(BatchErrorCode.NotFound, $"Nothing fits: {comparison.Why}"), null).ConfigureAwait(false);
        }
    });
}
