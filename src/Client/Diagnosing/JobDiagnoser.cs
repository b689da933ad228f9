using MultiBatch.Diagnosis;
using MultiBatch.Held;
using MultiBatch.Jobs;
using MultiBatch.Providers;
using MultiBatch.Queues;
using MultiBatch.Telemetry;

namespace MultiBatch.Diagnosing;

/// <summary>Says why a job does not start or did not succeed: the provider's word, or what shows on every provider.</summary>
internal sealed class JobDiagnoser(ClientServices services)
{
    public async Task<JobDiagnosis> DiagnoseAsync(JobReference reference, CancellationToken cancellationToken)
    {
        var job = await services.Jobs.GetAsync(reference, cancellationToken).ConfigureAwait(false);
        var isWaiting = job is { IsHeld: true, State: JobState.Blocked or JobState.Queued };
        var target = await services.LocateAsync(services.Jobs.Check(reference), cancellationToken).ConfigureAwait(false);
        if (!isWaiting && !HeldId.Is(target) && services.Find<IDiagnosisProvider>() is { } provider)
        {
            var diagnosis = await services.Calls.ReadAsync(
                ProviderOperation.Diagnose, static (s, token) => s.provider.DiagnoseAsync(s.target, token), (provider, target), cancellationToken).ConfigureAwait(false);
            return HeldId.Is(reference) ? diagnosis with { Job = job.Reference } : diagnosis;
        }

        var findings = new List<JobFinding>();
        if (job.State.IsTerminal())
        {
            AddEnd(job, findings);
        }
        else if (isWaiting)
        {
            findings.Add(new JobFinding
            {
                Code = "Held",
                Summary = "The job is held: it starts only while a client runs.",
                Evidence = job.Reason,
                Fix = "Wait for it, or supervise held jobs.",
                IsCertain = true,
            });
        }
        else if (job.State == JobState.Blocked)
        {
            findings.Add(new JobFinding
            {
                Code = "WaitsForDependency",
                Summary = "The job waits for other jobs.",
                Evidence = job.Reason ?? job.NativeState,
                Fix = "Look at the jobs it depends on.",
                IsCertain = true,
            });
        }
        else if (job.State is JobState.Submitted or JobState.Queued)
        {
            await AddQueueAsync(job, findings, cancellationToken).ConfigureAwait(false);
        }

        return new JobDiagnosis { Job = job.Reference, Findings = findings };
    }

    private static void AddEnd(Job job, List<JobFinding> findings)
    {
        if (job.State == JobState.Succeeded)
        {
            return;
        }

        findings.Add(new JobFinding
        {
            Code = job.Cause?.ToString() ?? job.State.ToString(),
            Summary = job.Reason ?? (job.ExitCode is { } code ? $"The task ended with exit code {code}." : $"The job is {job.State}."),
            Evidence = job.Children is { } children ? $"children: {children}" : job.ExitCode is { } exit ? $"exit code {exit}" : job.NativeState,
            Fix = job.Cause switch
            {
                JobCause.ExitCode or JobCause.Signal or JobCause.StartError => "Read the job's log.",
                JobCause.OutOfMemory => "Ask for more memory (resources.memory).",
                JobCause.DiskFull => "Ask for a larger disk (resources.dataDisk.size).",
                JobCause.ImagePull => "Check the image's name and that the machine may fetch it.",
                JobCause.TimedOut => "Raise the timeout, or make the task shorter.",
                JobCause.Preempted or JobCause.HostLost => "Allow more attempts (attempts.max), or buy on demand.",
                JobCause.DependencyFailed => "Look at the jobs it depended on; submit it again once they succeeded.",
                _ => null,
            },
            IsCertain = job.Cause is not null,
        });
    }

    private async Task AddQueueAsync(Job job, List<JobFinding> findings, CancellationToken cancellationToken)
    {
        if (job.Queue is not { } name || services.Queues is not { } queues)
        {
            return;
        }

        var queue = await services.Calls.ReadAsync(
            ProviderOperation.FindQueue, static (s, token) => s.queues.FindQueueAsync(s.name, token), (queues, name), cancellationToken).ConfigureAwait(false);
        if (queue is null)
        {
            findings.Add(new JobFinding { Code = "QueueMissing", Summary = $"There is no queue '{name}' any more.", Fix = "Stop the job and submit it to another queue.", IsCertain = true });
            return;
        }

        if (queue.Spec.Enabled == false)
        {
            findings.Add(new JobFinding { Code = "QueueDisabled", Summary = $"Queue '{name}' is disabled.", Evidence = queue.StatusReason, Fix = "Enable the queue.", IsCertain = true });
        }

        await AddEnvironmentsAsync(queue, findings, cancellationToken).ConfigureAwait(false);
    }

    private async Task AddEnvironmentsAsync(JobQueue queue, List<JobFinding> findings, CancellationToken cancellationToken)
    {
        if (services.Environments is not { } environments || queue.Spec.Environments is not { Count: > 0 } names)
        {
            return;
        }

        var unusable = new List<string>();
        foreach (var name in names)
        {
            var environment = await services.Calls.ReadAsync(
                ProviderOperation.FindEnvironment, static (s, token) => s.environments.FindEnvironmentAsync(s.name, token), (environments, name), cancellationToken)
                .ConfigureAwait(false);
            if (environment is null || environment.Spec.Enabled == false || environment.Status is Environments.EnvironmentStatus.Invalid or Environments.EnvironmentStatus.Deleting)
            {
                unusable.Add(environment is null ? $"{name} does not exist" : $"{name} is {(environment.Spec.Enabled == false ? "disabled" : environment.Status.ToString().ToLowerInvariant())}");
            }
        }

        if (unusable.Count > 0)
        {
            findings.Add(new JobFinding
            {
                Code = "EnvironmentUnusable",
                Summary = unusable.Count == names.Count ? "No environment of the queue takes jobs." : "Some environments of the queue take no jobs.",
                Evidence = string.Join("; ", unusable),
                Fix = "Enable or repair them, or put another environment behind the queue.",
                IsCertain = unusable.Count == names.Count,
            });
        }
    }
}
