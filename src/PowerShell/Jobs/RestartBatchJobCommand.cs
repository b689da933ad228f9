using System.Management.Automation;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Submitting;
using MultiBatch.Submitting;

namespace MultiBatch.PowerShell.Jobs;

/// <summary><c>Restart-BatchJob</c></summary>
[Cmdlet(VerbsLifecycle.Restart, "BatchJob", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchJob))]
public sealed class RestartBatchJobCommand : WaitingCmdlet
{
    private readonly List<JobSelector> _jobs = [];
    private readonly SubmittedJobs _submitted = new();

    /// <summary>The jobs, arrays or children: objects, references, or ids of the connection in use.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Reference", "Id")]
    [JobSelectorTransformation]
    [ArgumentCompleter(typeof(JobCompleter))]
    [ValidateNotNullOrEmpty]
    public JobSelector[] Job { get; set; } = [];

    /// <summary>Waits until the jobs have ended, and writes them then.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Reports a job that did not succeed as an error too; waits for it.</summary>
    [Parameter]
    public SwitchParameter FailOnJobError { get; set; }

    /// <summary>Accepts a job that starts only while a client runs.</summary>
    [Parameter]
    public SwitchParameter AllowHeld { get; set; }

    /// <summary>Asks nothing.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The connection. Default: the one the jobs name, else the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    private bool Waits => Wait.IsPresent || FailOnJobError.IsPresent;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var job in Job)
        {
            if (Confirms(job.ToString(), "Restart what failed of job", Force.IsPresent))
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
            Run(RestartAsync);
        }
    }

    private protected override void OnInterrupted() => _submitted.Warn(WarnAnyhow);

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        var waited = new List<(BatchClient Client, JobReference Reference)>();
        foreach (var selector in _jobs)
        {
            try
            {
                var (client, reference) = await Connections.FindAsync(selector, Connection, cancellationToken).ConfigureAwait(false);
                var result = await client.RestartAsync(reference, new SubmitOptions { AllowHeld = AllowHeld.IsPresent || Waits }, cancellationToken).ConfigureAwait(false);
                _submitted.Add(result.Job);
                if (result.DependentsNotRevived.Count > 0)
                {
                    await WarnAsync($"These jobs waited for {reference} and stay cancelled; submit them again: {string.Join(", ", result.DependentsNotRevived)}.").ConfigureAwait(false);
                }

                foreach (var dependent in result.RevivedDependents)
                {
                    await TellAsync($"waits again: {dependent}").ConfigureAwait(false);
                }

                if (Waits)
                {
                    waited.Add((client, result.Job.Reference));
                }
                else
                {
                    await WriteAsync(new BatchJob(result.Job, client.Connection ?? client.Provider)).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is BatchException or CmdletInputException)
            {
                await ReportAsync(e, selector.Source ?? selector.ToString()).ConfigureAwait(false);
            }
        }

        if (waited.Count > 0)
        {
            await WaitAsync(waited, null, any: false, FailOnJobError.IsPresent, null, cancellationToken).ConfigureAwait(false);
        }
    }
}
