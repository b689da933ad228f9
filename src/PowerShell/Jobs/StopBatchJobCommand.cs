using System.Management.Automation;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Pipeline;

namespace MultiBatch.PowerShell.Jobs;

/// <summary><c>Stop-BatchJob</c></summary>
[Cmdlet(VerbsLifecycle.Stop, "BatchJob", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchJob))]
public sealed class StopBatchJobCommand : BatchCmdlet
{
    private readonly List<JobSelector> _jobs = [];

    /// <summary>The jobs, arrays or children: objects, references, or ids of the connection in use.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Reference", "Id")]
    [JobSelectorTransformation]
    [ArgumentCompleter(typeof(JobCompleter))]
    [ValidateNotNullOrEmpty]
    public JobSelector[] Job { get; set; } = [];

    /// <summary>Why, for the history of the jobs; at most 1,024 characters.</summary>
    [Parameter]
    [ValidateLength(1, 1024)]
    public string? Reason { get; set; }

    /// <summary>Asks nothing.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the jobs as they are after the request.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The connection. Default: the one the jobs name, else the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var job in Job)
        {
            if (Confirms(job.ToString(), "Stop job", Force.IsPresent))
            {
                _jobs.Add(job);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_jobs.Count > 0)
        {
            Run(StopAsync);
        }
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        var jobs = new List<(BatchClient Client, JobReference Reference)>();
        var sources = new Dictionary<JobReference, object?>();
        foreach (var selector in _jobs)
        {
            try
            {
                var job = await Connections.FindAsync(selector, Connection, cancellationToken).ConfigureAwait(false);
                jobs.Add(job);
                sources[job.Reference] = selector.Source ?? selector.ToString();
            }
            catch (Exception e) when (e is BatchException or CmdletInputException)
            {
                await ReportAsync(e, selector.Source ?? selector.ToString()).ConfigureAwait(false);
            }
        }

        foreach (var group in jobs.GroupBy(job => job.Client))
        {
            await foreach (var outcome in group.Key.StopManyAsync(group.Select(job => job.Reference), Reason, cancellationToken).ConfigureAwait(false))
            {
                if (outcome.Error is { } error)
                {
                    await ReportAsync(error, sources.TryGetValue(outcome.Reference, out var source) ? source : outcome.Reference.ToString()).ConfigureAwait(false);
                }
                else if (PassThru.IsPresent)
                {
                    await WriteAsync(new BatchJob(await group.Key.GetJobAsync(outcome.Reference, cancellationToken).ConfigureAwait(false), group.Key.Connection ?? group.Key.Provider)).ConfigureAwait(false);
                }
                else
                {
                    await TellAsync($"stopping {outcome.Reference}").ConfigureAwait(false);
                }
            }
        }
    }
}
