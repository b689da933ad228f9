using System.Management.Automation;
using System.Threading.Channels;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Errors;
using MultiBatch.PowerShell.Logs;
using MultiBatch.PowerShell.Pipeline;
using MultiBatch.Reading;
using MultiBatch.Serialization;
using MultiBatch.Waiting;

namespace MultiBatch.PowerShell.Jobs;

/// <summary>What the cmdlets share that wait for jobs.</summary>
public abstract class WaitingCmdlet : BatchCmdlet
{
    private protected WaitingCmdlet()
    {
    }

    internal TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Waits for jobs of any connections and writes each once, as it ends.</summary>
    /// <param name="jobs">The jobs, with the client of each.</param>
    /// <param name="timeout">How long; null for no limit.</param>
    /// <param name="any">True to be content with the first.</param>
    /// <param name="failOnJobError">True to report a job that did not succeed as an error too.</param>
    /// <param name="targets">What to name as the target of an error; null for the reference.</param>
    /// <param name="cancellationToken">Ends the wait; the jobs go on.</param>
    private protected async Task WaitAsync(
        IReadOnlyList<(BatchClient Client, JobReference Reference)> jobs,
        TimeSpan? timeout,
        bool any,
        bool failOnJobError,
        Func<JobReference, object?>? targets,
        CancellationToken cancellationToken)
    {
        var display = new ProgressDisplay(record => _ = ShowAsync(record), TimeProvider);
        foreach (var (_, reference) in jobs)
        {
            display.Add(reference);
        }

        var outcomes = Channel.CreateUnbounded<(BatchClient Client, WaitOutcome Outcome)>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var groups = jobs.GroupBy(job => job.Client).Select(group => ReadAsync(
            group.Key, group.Select(job => job.Reference).Distinct().ToList(), new WaitOptions { Timeout = timeout, Progress = display }, outcomes.Writer, stop.Token)).ToList();
        var all = CompleteAsync(groups, outcomes.Writer);
        try
        {
            while (await outcomes.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (outcomes.Reader.TryRead(out var item))
                {
                    await WriteAsync(item.Client, item.Outcome, failOnJobError, targets).ConfigureAwait(false);
                    if (any && item.Outcome.Error is null)
                    {
                        return;
                    }
                }
            }
        }
        finally
        {
            stop.Cancel();
            try
            {
                await all.ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // One job was enough.
            }

            if (!cancellationToken.IsCancellationRequested && display.Completed() is { } completed)
            {
                await ShowAsync(completed).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Hands lines of jobs to the information stream until they have ended.</summary>
    private protected async Task FollowAsync(IReadOnlyList<(BatchClient Client, Job Job)> jobs, CancellationToken cancellationToken)
    {
        var prefixed = jobs.Count > 1 || jobs.Any(item => item.Job.ArraySize is not null);
        await Task.WhenAll(jobs.Select(async item =>
        {
            // Where attempts share one log, it is that of all of them, or of the last one.
            var isPerAttempt = (await item.Client.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false)).Logs?.PerAttempt == true;
            await foreach (var entry in item.Client.ReadLogAsync(item.Job.Reference, new LogOptions { Follow = true, AllAttempts = isPerAttempt }, cancellationToken).ConfigureAwait(false))
            {
                var text = prefixed ? LogWords.Prefix(item.Job.Name, entry) + entry.Text : entry.Text;
                await InformAsync(new HostInformationMessage { Message = text }, ["PSHOST", "BatchJobLog"]).ConfigureAwait(false);
            }
        })).ConfigureAwait(false);
    }

    private static async Task ReadAsync(
        BatchClient client, IReadOnlyList<JobReference> references, WaitOptions options, ChannelWriter<(BatchClient Client, WaitOutcome Outcome)> to, CancellationToken cancellationToken)
    {
        await foreach (var outcome in client.WaitOutcomesAsync(references, options, cancellationToken).ConfigureAwait(false))
        {
            to.TryWrite((client, outcome));
        }
    }

    private static async Task CompleteAsync(IReadOnlyList<Task> groups, ChannelWriter<(BatchClient Client, WaitOutcome Outcome)> to)
    {
        try
        {
            await Task.WhenAll(groups).ConfigureAwait(false);
        }
        finally
        {
            to.TryComplete();
        }
    }

    private async Task WriteAsync(BatchClient client, WaitOutcome outcome, bool failOnJobError, Func<JobReference, object?>? targets)
    {
        var target = targets?.Invoke(outcome.Reference) ?? outcome.Reference.ToString();
        if (outcome.Error is { } error)
        {
            await ReportAsync(error.Code == BatchErrorCode.Timeout ? ErrorTable.Record(error, ErrorTable.WaitTimedOut, Subject, target) : Record(error, target)).ConfigureAwait(false);
            return;
        }

        var job = new BatchJob(outcome.Job!, client.Connection ?? client.Provider);
        await WriteAsync(job).ConfigureAwait(false);
        if (failOnJobError && job.Source.State != JobState.Succeeded)
        {
            var why = Words.Why(outcome.Job!);
            var failed = new BatchException(BatchErrorCode.Provider, $"Job {job.Name ?? job.Id} ({job.Reference}) {EnumText.Format(job.Source.State)}{(why.Length > 0 ? ": " + why : string.Empty)}.") { Resource = job.Reference };
            await ReportAsync(ErrorTable.Record(failed, ErrorTable.JobFailed, Subject, job)).ConfigureAwait(false);
        }
    }
}
