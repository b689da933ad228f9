using System.Collections;
using System.Management.Automation;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Pipeline;

namespace MultiBatch.PowerShell.Jobs;

/// <summary><c>Get-BatchJob</c></summary>
[Cmdlet(VerbsCommon.Get, "BatchJob", DefaultParameterSetName = ListSet)]
[OutputType(typeof(BatchJob))]
public sealed class GetBatchJobCommand : BatchCmdlet
{
    private const string ListSet = "List";
    private const string JobSet = "Job";
    private const string ChildrenSet = "Children";

    private readonly List<JobSelector> _jobs = [];

    /// <summary>The jobs: objects, references, or ids of the connection in use.</summary>
    [Parameter(ParameterSetName = JobSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ChildrenSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Reference", "Id")]
    [JobSelectorTransformation]
    [ArgumentCompleter(typeof(JobCompleter))]
    [ValidateNotNullOrEmpty]
    public JobSelector[] Job { get; set; } = [];

    /// <summary>Gives the children of the arrays, by index.</summary>
    [Parameter(ParameterSetName = ChildrenSet, Mandatory = true)]
    public SwitchParameter Children { get; set; }

    /// <summary>Only jobs of this name; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = ChildrenSet)]
    [SupportsWildcards]
    public string? Name { get; set; }

    /// <summary>Only jobs in one of these states.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = ChildrenSet)]
    public JobState[]? State { get; set; }

    /// <summary>Only jobs of this queue.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(QueueCompleter))]
    public string? Queue { get; set; }

    /// <summary>Only jobs with these labels.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = ChildrenSet)]
    public Hashtable? Label { get; set; }

    /// <summary>Only jobs submitted since then: a time, or how long ago (2h, 7d).</summary>
    [Parameter(ParameterSetName = ListSet)]
    [MomentTransformation]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only jobs submitted before then: a time, or how long ago.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [MomentTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Says why the jobs do not start, or did not succeed: fills Diagnosis.</summary>
    [Parameter]
    public SwitchParameter Explain { get; set; }

    /// <summary>The connection. Default: the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ListSet)
        {
            Run(ListAsync);
            return;
        }

        _jobs.AddRange(Job);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName != ListSet)
        {
            Run(ParameterSetName == JobSet ? GetAsync : ChildrenAsync);
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var client = await Connections.ClientAsync(Connection, cancellationToken).ConfigureAwait(false);
        await WriteAllAsync(client, client.ListJobsAsync(Query(), cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task ChildrenAsync(CancellationToken cancellationToken)
    {
        foreach (var selector in _jobs)
        {
            try
            {
                var (client, reference) = await Connections.FindAsync(selector, Connection, cancellationToken).ConfigureAwait(false);
                await WriteAllAsync(client, client.ListChildrenAsync(reference, Query(), cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is BatchException or CmdletInputException)
            {
                await ReportAsync(e, selector.Source ?? selector.ToString()).ConfigureAwait(false);
            }
        }
    }

    private async Task GetAsync(CancellationToken cancellationToken)
    {
        // Neighbours of one connection are asked for together; the order is that of the input.
        var next = 0;
        while (next < _jobs.Count)
        {
            var found = new List<(JobSelector Selector, JobReference Reference)>();
            BatchClient? client = null;
            for (; next < _jobs.Count; next++)
            {
                try
                {
                    var (owner, reference) = await Connections.FindAsync(_jobs[next], Connection, cancellationToken).ConfigureAwait(false);
                    if (client is not null && owner != client)
                    {
                        break;
                    }

                    client = owner;
                    found.Add((_jobs[next], reference));
                }
                catch (Exception e) when (e is BatchException or CmdletInputException)
                {
                    if (client is not null)
                    {
                        break;
                    }

                    await ReportAsync(e, _jobs[next].Source ?? _jobs[next].ToString()).ConfigureAwait(false);
                }
            }

            if (client is not null)
            {
                await GetAsync(client, found, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task GetAsync(BatchClient client, IReadOnlyList<(JobSelector Selector, JobReference Reference)> wanted, CancellationToken cancellationToken)
    {
        var position = 0;
        await foreach (var job in client.FindJobsAsync(wanted.Select(item => item.Reference), cancellationToken).ConfigureAwait(false))
        {
            var (selector, reference) = wanted[position++];
            if (job is null)
            {
                var missing = new BatchException(BatchErrorCode.NotFound, $"There is no job {reference} on connection '{client.Connection ?? client.Provider}'.") { Resource = reference.ToString() };
                await ReportAsync(missing, selector.Source ?? selector.ToString()).ConfigureAwait(false);
            }
            else
            {
                await PostAsync(await ShowAsync(client, job, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteAllAsync(BatchClient client, IAsyncEnumerable<Job> jobs, CancellationToken cancellationToken)
    {
        var pattern = Name is null ? null : new WildcardPattern(Name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        await foreach (var job in jobs.ConfigureAwait(false))
        {
            if (pattern is null || (job.Name is not null && pattern.IsMatch(job.Name)))
            {
                await PostAsync(await ShowAsync(client, job, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<BatchJob> ShowAsync(BatchClient client, Job job, CancellationToken cancellationToken) => new(
        job,
        client.Connection ?? client.Provider,
        Explain.IsPresent ? await client.DiagnoseAsync(job.Reference, cancellationToken).ConfigureAwait(false) : null);

    private JobQuery Query() => new()
    {
        Name = Prefix(Name),
        States = State is { Length: > 0 } ? State : null,
        Queue = string.IsNullOrEmpty(Queue) ? null : Queue,
        Labels = InputMaps.Texts(Label, "-Label"),
        SubmittedAfter = Since,
        SubmittedBefore = Before,
    };

    // The services know a beginning at most; the rest of a pattern is matched here.
    private static string? Prefix(string? pattern)
    {
        var wild = pattern?.IndexOfAny(['*', '?', '[', '`']) ?? -1;
        return wild < 0 ? pattern : wild == 0 ? null : pattern!.Remove(wild) + "*";
    }
}
