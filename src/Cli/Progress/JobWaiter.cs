using MultiBatch.Cli.Commands;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Held;
using MultiBatch.Jobs;
using MultiBatch.Reading;
using MultiBatch.Waiting;

namespace MultiBatch.Cli.Progress;

/// <summary>Waits for jobs and shows how far they are. An interrupt ends the waiting, never the jobs, and says how to get back.</summary>
internal static class JobWaiter
{
    public static async Task<IReadOnlyList<Job>> WaitAsync(
        CommandContext context, BatchClient client, IReadOnlyList<Job> jobs, bool follow, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var references = jobs.Select(job => job.Reference).ToList();
        try
        {
            if (follow)
            {
                await SupervisedAsync(client, jobs, token => FollowAsync(context, client, jobs, token), cancellationToken);
            }

            var ended = new Dictionary<JobReference, Job>();
            await using var display = follow ? ProgressDisplay.None : ProgressDisplay.Create(context.Host, jobs);
            var options = new WaitOptions { Timeout = timeout, Progress = display };
            BatchException? problem = null;
            await foreach (var outcome in client.WaitOutcomesAsync(references, options, cancellationToken))
            {
                problem ??= outcome.Error;
                if (outcome.Job is { } job)
                {
                    ended[outcome.Reference] = job;
                }
            }

            await display.DisposeAsync();
            if (problem is not null)
            {
                throw problem;
            }

            return [.. references.Select(reference => ended[reference])];
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            WayBack(context, references);
            if (jobs.Any(job => job.IsHeld))
            {
                HeldJobsText.WayBack(context);
            }

            throw;
        }
    }

    /// <summary>Does something that waits for jobs without starting those that are held, and starts them meanwhile.</summary>
    private static async Task SupervisedAsync(BatchClient client, IReadOnlyList<Job> jobs, Func<CancellationToken, Task> waits, CancellationToken cancellationToken)
    {
        var held = jobs.Where(job => job.IsHeld && !job.State.IsTerminal()).Select(job => job.Reference).ToList();
        if (held.Count == 0)
        {
            await waits(cancellationToken);
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var supervising = client.SuperviseAsync(new SuperviseOptions { Jobs = held }, over.Token);
        var waiting = waits(over.Token);
        if (await Task.WhenAny(supervising, waiting) == supervising && !supervising.IsCompletedSuccessfully)
        {
            // Nobody would start the jobs: there is nothing to wait for.
            await over.CancelAsync();
            await Task.WhenAny(waiting);
            await supervising;
        }

        try
        {
            await waiting;
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAny(supervising);
        }
    }

    private static void WayBack(CommandContext context, IReadOnlyList<JobReference> references)
    {
        var error = context.Host.Error;
        var connection = context.ConnectionName is { } name ? $" --connection {name}" : string.Empty;
        error.WriteLine();
        error.WriteLine(references.Count == 1 ? "interrupted; the job goes on" : $"interrupted; the {references.Count} jobs go on");
        error.WriteLine($"  wait   multibatch job wait{connection} {string.Join(' ', references.Take(10))}{(references.Count > 10 ? " …" : string.Empty)}");
        error.WriteLine($"  stop   multibatch job stop{connection} {string.Join(' ', references.Take(10))}{(references.Count > 10 ? " …" : string.Empty)}");
    }

    private static async Task FollowAsync(CommandContext context, BatchClient client, IReadOnlyList<Job> jobs, CancellationToken cancellationToken)
    {
        using var gate = new SemaphoreSlim(1);
        var prefixed = jobs.Count > 1 || jobs[0].ArraySize is not null;
        await Task.WhenAll(jobs.Select(job => FollowOneAsync(context, client, job, prefixed, gate, cancellationToken)));
    }

    private static async Task FollowOneAsync(
        CommandContext context, BatchClient client, Job job, bool prefixed, SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        // Where attempts share one log, it is that of all of them, or of the last one.
        var isPerAttempt = (await client.GetCapabilitiesAsync(cancellationToken)).Logs?.PerAttempt == true;
        await foreach (var entry in client.ReadLogAsync(job.Reference, new LogOptions { Follow = true, AllAttempts = isPerAttempt }, cancellationToken))
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                await LogLines.WriteAsync(context.Host.Error, entry, prefixed ? LogWords.Prefix(job.Name, entry) : null);
            }
            finally
            {
                gate.Release();
            }
        }
    }
}
