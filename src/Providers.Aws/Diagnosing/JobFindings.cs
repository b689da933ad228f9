using System.Globalization;
using MultiBatch.Diagnosis;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Planning;

namespace MultiBatch.Providers.Aws.Diagnosing;

/// <summary>Why a job waits, or did not succeed: each reason with what shows it and what to do. Pure.</summary>
internal static class JobFindings
{
    public static IReadOnlyList<JobFinding> Of(DiagnosisFacts facts)
    {
        var findings = new List<JobFinding>();
        if (facts.Job.State.IsTerminal())
        {
            AddEnd(facts.Job, findings);
        }
        else if (facts.Job.State < JobState.Running)
        {
            AddDependencies(facts, findings);
            if (WaitingReasons.Find(facts.Detail.StatusReason) is { } said)
            {
                findings.Add(said);
            }

            AddQueue(facts, findings);
            AddPosition(facts, findings);
            if (findings.Count == 0)
            {
                AddNothing(facts, findings);
            }
        }

        // What alone keeps the job where it is comes first.
        return findings.OrderByDescending(finding => finding.IsCertain).ToList();
    }

    private static void AddEnd(Job job, List<JobFinding> findings)
    {
        if (job.State == JobState.Succeeded)
        {
            return;
        }

        findings.Add(new JobFinding
        {
            Code = job.Cause?.ToString() ?? (job.ArraySize is null ? job.State.ToString() : "Children"),
            Summary = job.Reason ?? (job.ExitCode is { } code ? $"The task ended with exit code {code}." : $"The job is {job.State}."),
            Evidence = job.Children is { } children ? $"children: {children}" : job.ExitCode is { } exit ? $"exit code {exit}" : job.NativeState,
            Fix = job.Cause switch
            {
                JobCause.ExitCode or JobCause.Signal => "Read the job's log.",
                JobCause.StartError => "Check that the image has the program, and for secrets and mounts that the execution role may fetch them.",
                JobCause.OutOfMemory => "Ask for more memory (resources.memory).",
                JobCause.DiskFull => "Give the machines a larger disk with a launch template, or mount EFS.",
                JobCause.ImagePull => "Check the image's name, that the execution role or instance role may pull it, and that the subnets reach the registry.",
                JobCause.TimedOut => "Raise the timeout, or make the task shorter.",
                JobCause.Preempted or JobCause.HostLost => "Allow more attempts (attempts.max), with a rule for Preempted and HostLost, or buy on demand.",
                JobCause.DependencyFailed => "Look at the jobs it depended on; submit it again once they succeeded.",
                JobCause.Stopped => null,
                _ => job.ArraySize is null ? "See the native description." : "List the failed children; 'job restart' runs them again.",
            },
            IsCertain = job.Cause is not null,
        });
    }

    private static void AddDependencies(DiagnosisFacts facts, List<JobFinding> findings)
    {
        if (facts.Job.State is not (JobState.Submitted or JobState.Blocked))
        {
            return;
        }

        foreach (var job in facts.Dependencies)
        {
            findings.Add(new JobFinding
            {
                Code = "WaitsForDependency",
                Summary = $"The job waits for {job.JobName}.",
                Evidence = $"{job.JobId} is {job.Status}",
                Fix = job.Status == NativeStatus.Failed ? "That job failed; this one will be called off." : "Look at that job.",
                IsCertain = true,
            });
        }

        if (facts.Dependencies.Count == 0 && facts.Job.State == JobState.Blocked)
        {
            findings.Add(new JobFinding
            {
                Code = "WaitsForDependency",
                Summary = "The job waits for other jobs; those it names have ended, so the service will go on in a moment.",
                Evidence = facts.Detail.Status,
                IsCertain = false,
            });
        }
    }

    private static void AddQueue(DiagnosisFacts facts, List<JobFinding> findings)
    {
        if (facts.Queue is not { } queue)
        {
            findings.Add(new JobFinding
            {
                Code = "QueueMissing", Summary = $"There is no queue '{facts.Job.Queue}' any more.", Fix = "Stop the job and submit it to another queue.", IsCertain = true,
            });
            return;
        }

        if (queue.Status is EnvironmentStatus.Invalid or EnvironmentStatus.Deleting)
        {
            findings.Add(new JobFinding
            {
                Code = "QueueInvalid", Summary = $"Queue '{queue.Name}' cannot run jobs.", Evidence = $"{queue.Status}: {queue.StatusReason ?? "no reason given"}",
                Fix = "Mend what the reason names, or submit to another queue.", IsCertain = true,
            });
        }

        if (!queue.IsEnabled)
        {
            // The service goes on with jobs that a disabled queue holds already; so it is no certain reason.
            findings.Add(new JobFinding
            {
                Code = "QueueDisabled", Summary = $"Queue '{queue.Name}' is disabled: it takes no new jobs.", Evidence = "state DISABLED", Fix = "Enable the queue.",
            });
        }

        var unusable = queue.Environments.Where(environment => !environment.IsUsable).ToList();
        foreach (var environment in unusable)
        {
            findings.Add(new JobFinding
            {
                Code = environment.IsEnabled ? "EnvironmentInvalid" : "EnvironmentDisabled",
                Summary = environment.IsEnabled ? $"Environment '{environment.Name}' cannot run jobs." : $"Environment '{environment.Name}' is disabled.",
                Evidence = environment.IsEnabled ? $"{environment.Status}: {environment.StatusReason ?? "no reason given"}" : "state DISABLED",
                Fix = environment.IsEnabled ? "Mend what the reason names; service role, subnets, security groups and instance profile are the usual ones." : "Enable the environment.",
                IsCertain = unusable.Count == queue.Environments.Count,
            });
        }

        AddFit(facts, queue, findings);
    }

    private static void AddFit(DiagnosisFacts facts, QueueFacts queue, List<JobFinding> findings)
    {
        var (vCpus, mebibytes, gpus) = Asked(facts);
        var known = queue.Environments.Where(environment => environment.Kind != EnvironmentKind.Unmanaged).ToList();
        if (known.Count == 0 || known.Count < queue.Environments.Count)
        {
            return;
        }

        if (vCpus is { } wanted && known.All(environment => environment.MaxVCpus < wanted))
        {
            findings.Add(new JobFinding
            {
                Code = "NeedsMoreVCpusThanAnyEnvironment",
                Summary = $"The job asks for {Text(wanted)} vCPUs, and no environment of the queue may have as many.",
                Evidence = string.Join("; ", known.Select(environment => $"{environment.Name}: maxvCpus {environment.MaxVCpus}")),
                Fix = "Raise maxVcpus, or ask for less.",
                IsCertain = true,
            });
        }

        if (gpus > 0 && known.All(environment => environment.Kind == EnvironmentKind.Serverless))
        {
            findings.Add(new JobFinding { Code = "NeedsGpus", Summary = "The job asks for GPUs, and Fargate has none.", Fix = "Use a queue with GPU instance types.", IsCertain = true });
        }

        // Only where every type tells its size by its name can nothing be overlooked.
        var types = known.SelectMany(environment => environment.InstanceTypes).Distinct().Select(type => (type, size: MachineSizes.Of(type))).ToList();
        if (types.Count == 0 || types.Exists(pair => pair.size is null))
        {
            return;
        }

        var largest = types.Max(pair => pair.size!.Value.VCpus);
        if (vCpus > largest)
        {
            findings.Add(new JobFinding
            {
                Code = "NeedsMoreVCpusThanAnyMachine",
                Summary = $"The job asks for {Text(vCpus.Value)} vCPUs; the largest instance type of the queue has {Text(largest)}.",
                Evidence = string.Join(", ", types.Select(pair => pair.type)),
                Fix = "Add larger instance types, or ask for less.",
                IsCertain = true,
            });
        }

        if (mebibytes is { } memory && types.TrueForAll(pair => pair.size!.Value.UsableMebibytes < memory))
        {
            findings.Add(new JobFinding
            {
                Code = "NeedsMoreMemoryThanAnyMachine",
                Summary = $"The job asks for {Text(memory)} MiB; jobs get at most about {Text(Math.Floor(types.Max(pair => pair.size!.Value.UsableMebibytes!.Value)))} MiB of the queue's largest instance type.",
                Evidence = string.Join(", ", types.Select(pair => pair.type)) + " (a machine keeps about 5 % of its memory to itself)",
                Fix = "Ask for a little less than the nominal memory, or add larger instance types.",
                IsCertain = false,
            });
        }
    }

    private static void AddPosition(DiagnosisFacts facts, List<JobFinding> findings)
    {
        if (facts.Position is > 0 and var position && facts.Job.State == JobState.Queued)
        {
            findings.Add(new JobFinding
            {
                Code = "WaitsBehindOthers",
                Summary = $"{position} job{(position == 1 ? string.Empty : "s")} of the queue {(position == 1 ? "is" : "are")} before this one.",
                Evidence = $"place {position + 1} in the snapshot of queue '{facts.Queue?.Name}'",
                Fix = "Wait, raise the environment's maxVcpus, or use a queue of higher priority. The first job in the queue says why it waits.",
            });
        }
    }

    private static void AddNothing(DiagnosisFacts facts, List<JobFinding> findings)
    {
        var since = facts.Now - (facts.Job.SubmittedAt ?? facts.Now);
        findings.Add(new JobFinding
        {
            Code = facts.Job.State == JobState.Starting ? "Starting" : "WaitsForCapacity",
            Summary = facts.Job.State == JobState.Starting
                ? "The job has its machine: its image is being fetched and its container started."
                : "Nothing is wrong that can be seen: the service is looking for room for the job.",
            Evidence = $"{facts.Detail.Status} for {DurationText.Format(TimeSpan.FromSeconds(Math.Max(0, Math.Floor(since.TotalSeconds))))}",
            Fix = facts.Job.State == JobState.Starting ? null : "New machines take some minutes. The service names a reason only for the first job of a queue.",
        });
    }

    private static (double? VCpus, double? Mebibytes, double Gpus) Asked(DiagnosisFacts facts)
    {
        double? Find(string type) =>
            double.TryParse(
                facts.Detail.Container?.ResourceRequirements?.FirstOrDefault(requirement => requirement.Type == type)?.Value,
                NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
        return (Find("VCPU") ?? facts.Detail.Container?.Vcpus, Find("MEMORY") ?? facts.Detail.Container?.Memory, Find("GPU") ?? 0);
    }

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
