using System.Management.Automation;
using MultiBatch.Logs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.PowerShell.Completion;
using MultiBatch.PowerShell.Pipeline;
using MultiBatch.Reading;

namespace MultiBatch.PowerShell.Logs;

/// <summary><c>Get-BatchJobLog</c></summary>
[Cmdlet(VerbsCommon.Get, "BatchJobLog")]
[OutputType(typeof(string), typeof(BatchLogLine))]
public sealed class GetBatchJobLogCommand : BatchCmdlet
{
    private readonly List<JobSelector> _jobs = [];

    /// <summary>The jobs, arrays, children (<c>…#7</c>) or attempts (<c>…#7@2</c>).</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Reference", "Id")]
    [JobSelectorTransformation]
    [ArgumentCompleter(typeof(JobCompleter))]
    [ValidateNotNullOrEmpty]
    public JobSelector[] Job { get; set; } = [];

    /// <summary>Goes on as the job writes, until it has ended.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>Begins this many lines before the end, of each child for an array.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Tail { get; set; }

    /// <summary>Which output: All, Output or Error. Default: All.</summary>
    [Parameter]
    public LogStreamKind Stream { get; set; }

    /// <summary>Only this attempt, from 1. Default: the latest.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Attempt { get; set; }

    /// <summary>Every attempt, oldest first.</summary>
    [Parameter]
    public SwitchParameter AllAttempts { get; set; }

    /// <summary>Writes objects with job, index, attempt, stream, time and text, in place of text.</summary>
    [Parameter]
    public SwitchParameter AsObject { get; set; }

    /// <summary>The connection. Default: the one the jobs name, else the one in use.</summary>
    [Parameter]
    [ConnectionNameTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _jobs.AddRange(Job);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Attempt is not null && AllAttempts.IsPresent)
        {
            Fail(new CmdletInputException("-Attempt and -AllAttempts contradict each other: leave one of them out."));
        }

        Run(ReadAsync);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var options = new LogOptions { Follow = Follow.IsPresent, TailLines = Tail, Stream = Stream, AllAttempts = AllAttempts.IsPresent };
        foreach (var selector in _jobs)
        {
            try
            {
                var (client, reference) = await Connections.FindAsync(selector, Connection, cancellationToken).ConfigureAwait(false);
                reference = Attempt is null ? reference : reference with { Attempt = Attempt };
                await foreach (var entry in client.ReadLogAsync(reference, options, cancellationToken).ConfigureAwait(false))
                {
                    await PostAsync(AsObject.IsPresent ? new BatchLogLine(entry) : entry.Text).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is BatchException or CmdletInputException)
            {
                await ReportAsync(e, selector.Source ?? selector.ToString()).ConfigureAwait(false);
            }
        }
    }
}
