using System.Collections;
using System.Management.Automation;
using MultiBatch.Costs.Billing;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Costs;

/// <summary><c>Measure-BatchCost</c></summary>
[Cmdlet(VerbsDiagnostic.Measure, "BatchCost", DefaultParameterSetName = ListSet)]
[OutputType(typeof(BatchJobCost))]
public sealed class MeasureBatchCostCommand : CostCmdlet
{
    private const string ListSet = "List";
    private const string JobSet = "Job";
    private const int UsualDays = 30;

    private readonly List<JobSelector> _jobs = [];

    /// <summary>The jobs: objects, references, or ids of the connection in use. An array is measured by its children.</summary>
    [Parameter(ParameterSetName = JobSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Reference", "Id")]
    [JobSelectorTransformation]
    [ArgumentCompleter(typeof(JobCompleter))]
    [ValidateNotNullOrEmpty]
    public JobSelector[] Job { get; set; } = [];

    /// <summary>Only jobs of this name; * at the end matches any rest.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public string? Name { get; set; }

    /// <summary>Only jobs with these labels.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public Hashtable? Label { get; set; }

    /// <summary>Only jobs of this queue.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(QueueCompleter))]
    public string? Queue { get; set; }

    /// <summary>Only jobs submitted since then: a time, or how long ago (2h, 7d). Default: 30d.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [MomentTransformation]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only jobs submitted before then: a time, or how long ago.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [MomentTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>What to sum by: job, task, label:NAME, queue, day, month, machine-type, purchase. Default: job.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GroupingCompleter))]
    [ValidateNotNullOrEmpty]
    public string By { get; set; } = "job";

    /// <summary>The region of attempts that do not tell theirs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PricedRegionCompleter))]
    public string? Region { get; set; }

    /// <summary>The machine type of attempts that do not tell theirs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PricedMachineCompleter))]
    public string? MachineType { get; set; }

    /// <summary>How attempts that do not tell were bought: on-demand or spot.</summary>
    [Parameter]
    [ValidateSet("on-demand", "spot")]
    public string? Purchase { get; set; }

    /// <summary>Sets beside each job what an estimate of it says.</summary>
    [Parameter]
    public SwitchParameter AgainstEstimate { get; set; }

    /// <summary>With -AgainstEstimate: how long a task was thought to run. Default: what its tasks did take.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Duration { get; set; }

    /// <summary>The connection. Default: the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _jobs.AddRange(Job);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var by = Grouping();
            Run(ParameterSetName == ListSet ? token => MeasureListAsync(by, token) : token => MeasureJobsAsync(by, token));
        }
        catch (CmdletInputException e)
        {
            Fail(e);
        }
    }

    private (CostGrouping By, string? Label) Grouping()
    {
        var by = CostReport.Grouping(By.Trim()) ?? throw new CmdletInputException($"-By: '{By}' is none of {string.Join(", ", CostReport.Groupings)}.");
        if (AgainstEstimate.IsPresent && by.By != CostGrouping.Job)
        {
            throw new CmdletInputException("-AgainstEstimate sets an estimate beside each job: leave -By out, or write -By job.");
        }

        return Duration is null || AgainstEstimate.IsPresent ? by : throw new CmdletInputException("-Duration is for -AgainstEstimate: give it too.");
    }

    private async Task MeasureListAsync((CostGrouping By, string? Label) by, CancellationToken cancellationToken)
    {
        var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
        var query = new JobQuery
        {
            Name = Name,
            Labels = InputMaps.Texts(Label, "-Label"),
            Queue = string.IsNullOrEmpty(Queue) ? null : Queue,
            SubmittedAfter = Since ?? DateTimeOffset.UtcNow.AddDays(-UsualDays),
            SubmittedBefore = Before,
        };
        await MeasureAsync(client, client.ListJobsAsync(query, cancellationToken), by, cancellationToken).ConfigureAwait(false);
    }

    private async Task MeasureJobsAsync((CostGrouping By, string? Label) by, CancellationToken cancellationToken)
    {
        // Jobs of one connection are measured together: they may have shared machines.
        var clients = new List<(BatchClient Client, List<(JobSelector Selector, JobReference Reference)> Jobs)>();
        foreach (var selector in _jobs)
        {
            try
            {
                var (client, reference) = await Connections.FindAsync(selector, Connection, cancellationToken).ConfigureAwait(false);
                if (clients.All(one => one.Client != client))
                {
                    clients.Add((client, []));
                }

                clients.Find(one => one.Client == client).Jobs.Add((selector, reference));
            }
            catch (Exception e) when (e is BatchException or CmdletInputException)
            {
                await ReportAsync(e, selector.Source ?? selector.ToString()).ConfigureAwait(false);
            }
        }

        foreach (var (client, jobs) in clients)
        {
            await MeasureAsync(client, FoundAsync(client, jobs, cancellationToken), by, cancellationToken).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<Job> FoundAsync(
        BatchClient client,
        List<(JobSelector Selector, JobReference Reference)> jobs,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = 0;
        await foreach (var job in client.FindJobsAsync(jobs.Select(item => item.Reference), cancellationToken).ConfigureAwait(false))
        {
            var (selector, reference) = jobs[next++];
            if (job is not null)
            {
                yield return job;
                continue;
            }

            var missing = new BatchException(BatchErrorCode.NotFound, $"There is no job {reference} on connection '{client.Connection ?? client.Provider}'.") { Resource = reference.ToString() };
            await ReportAsync(missing, selector.Source ?? selector.ToString()).ConfigureAwait(false);
        }
    }

    private async Task MeasureAsync(BatchClient client, IAsyncEnumerable<Job> jobs, (CostGrouping By, string? Label) by, CancellationToken cancellationToken)
    {
        var tasks = new List<Job>();
        await foreach (var task in JobsWithAttempts.OfAsync(client, jobs, cancellationToken).ConfigureAwait(false))
        {
            tasks.Add(task);
        }

        var options = new CostAccountOptions
        {
            Adjustments = Adjustments(client.Connection ?? client.Provider),
            Region = Region,
            MachineType = MachineType,
            Purchase = Purchase is null ? null : MultiBatch.Jobs.Purchase.Parse(Purchase).Kind,
            Now = DateTimeOffset.UtcNow,
        };
        var report = await CostReport.OfAsync(client, tasks, await PricesAsync().ConfigureAwait(false), options, by, AgainstEstimate.IsPresent, Duration, cancellationToken).ConfigureAwait(false);
        var unknown = report.Groups.Sum(group => group.Costs.UnknownAttempts);
        if (unknown > 0)
        {
            await WarnAsync($"{unknown} attempts have no known price and are in no sum. Fill in what you know with -MachineType, -Region and -Purchase, or give prices of your own in costs.json.").ConfigureAwait(false);
        }

        foreach (var group in report.Groups)
        {
            await WriteAsync(new BatchJobCost(client.Connection ?? client.Provider, By, group, report.Checks.TryGetValue(group.Key, out var check) ? check : null)).ConfigureAwait(false);
        }
    }
}
