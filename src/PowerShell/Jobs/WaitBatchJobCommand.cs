using System.Management.Automation;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;

namespace MultiBatch.PowerShell.Jobs;

/// <summary><c>Wait-BatchJob</c></summary>
[Cmdlet(VerbsLifecycle.Wait, "BatchJob")]
[OutputType(typeof(BatchJob))]
public sealed class WaitBatchJobCommand : WaitingCmdlet
{
    private readonly List<JobSelector> _jobs = [];

    /// <summary>The jobs: objects, references, or ids of the connection in use.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Reference", "Id")]
    [JobSelectorTransformation]
    [ArgumentCompleter(typeof(JobCompleter))]
    [ValidateNotNullOrEmpty]
    public JobSelector[] Job { get; set; } = [];

    /// <summary>Is content with the first job that ends.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <summary>How long to wait; a job that has not ended by then is an error, and goes on. Default: no limit.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Reports a job that did not succeed as an error too.</summary>
    [Parameter]
    public SwitchParameter FailOnJobError { get; set; }

    /// <summary>The connection. Default: the one the jobs name, else the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _jobs.AddRange(Job);

    /// <inheritdoc/>
    protected override void EndProcessing() => Run(async cancellationToken =>
    {
        var jobs = new List<(BatchClient Client, JobReference Reference)>();
        var targets = new Dictionary<JobReference, object?>();
        foreach (var selector in _jobs)
        {
            try
            {
                var job = await Connections.FindAsync(selector, Connection, cancellationToken).ConfigureAwait(false);
                jobs.Add(job);
                targets[job.Reference] = selector.Source ?? selector.ToString();
            }
            catch (Exception e) when (e is BatchException or CmdletInputException)
            {
                await ReportAsync(e, selector.Source ?? selector.ToString()).ConfigureAwait(false);
            }
        }

        await WaitAsync(jobs, Timeout, Any.IsPresent, FailOnJobError.IsPresent, reference => targets.TryGetValue(reference, out var target) ? target : null, cancellationToken).ConfigureAwait(false);
    });
}
