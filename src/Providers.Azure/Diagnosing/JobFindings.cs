using MultiBatch.Diagnosis;
using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Wire.Pools;

namespace MultiBatch.Providers.Azure.Diagnosing;

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
            AddGeneration(facts, findings);
            AddPool(facts, findings);
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
                JobCause.StartError => "Read the job's error output; check that the node, or the image, has the program.",
                JobCause.DiskFull => "Use a VM size with a larger disk, or fewer tasks on a node.",
                JobCause.ImagePull => "Check the image's name, and that the pool may pull it (native.azure.virtualMachineConfiguration.containerConfiguration).",
                JobCause.Staging => "Check the addresses of resource and output files, and that their signatures have not expired.",
                JobCause.TimedOut => "Raise the timeout, or make the task shorter.",
                JobCause.Preempted or JobCause.HostLost => "Restart the job, or use an environment that buys on demand.",
                JobCause.DependencyFailed => "Look at the job it waited for; when that is restarted, this one waits again.",
                JobCause.Stopped => null,
                _ => job.ArraySize is null ? "See the native description." : "List the failed children; 'job restart' runs them again.",
            },
            IsCertain = job.Cause is not null,
        });
    }

    private static void AddDependencies(DiagnosisFacts facts, List<JobFinding> findings)
    {
        if (facts.Task.Standing is { Kind: TaskStanding.Waiting, Because: { } other })
        {
            findings.Add(new JobFinding
            {
                Code = "WaitsForDependency", Summary = $"The job waits for {other}.", Evidence = $"{facts.Task.Task.DependsOn?.TaskIds?.Count ?? 0} tasks are waited for", Fix = "Look at that job.", IsCertain = true,
            });
        }
    }

    private static void AddGeneration(DiagnosisFacts facts, List<JobFinding> findings)
    {
        if (facts.Generation is not { } generation)
        {
            return;
        }

        if (!TaskStates.Is(generation.State, TaskStates.Active))
        {
            findings.Add(new JobFinding
            {
                Code = TaskStates.Is(generation.State, "disabled") || TaskStates.Is(generation.State, "disabling") ? "AzureJobDisabled" : "AzureJobNotActive",
                Summary = $"The Azure job {generation.Id} is {generation.State}: its waiting tasks do not start.",
                Evidence = generation.ExecutionInfo?.TerminateReason ?? generation.State,
                Fix = TaskStates.Is(generation.State, "disabled") ? "Enable it at the service (az batch job enable)." : "Submit the job again.",
                IsCertain = true,
            });
        }

        if (generation.ExecutionInfo?.SchedulingError is { } error)
        {
            findings.Add(new JobFinding { Code = error.Code ?? "SchedulingError", Summary = error.Message ?? "The service cannot schedule the Azure job.", Evidence = error.Category, IsCertain = true });
        }
    }

    private static void AddPool(DiagnosisFacts facts, List<JobFinding> findings)
    {
        if (facts.Pool is not { } pool)
        {
            if (facts.Generation?.PoolInfo?.PoolId is { } id)
            {
                findings.Add(new JobFinding
                {
                    Code = "EnvironmentMissing", Summary = $"There is no pool '{id}' any more.", Evidence = facts.Generation.Id, Fix = "Create the environment again, or stop the job and submit it to another queue.", IsCertain = true,
                });
            }

            return;
        }

        if (facts.Task.Task.RequiredSlots > (pool.TaskSlotsPerNode ?? 1))
        {
            findings.Add(new JobFinding
            {
                Code = "NeedsMoreSlotsThanAnyNode", Summary = "The task needs more slots than a node has: it waits for ever, and a pool that scales grows for it.",
                Evidence = $"{facts.Task.Task.RequiredSlots} of {pool.TaskSlotsPerNode ?? 1} slots", Fix = "Stop it, and ask for less or use larger nodes.", IsCertain = true,
            });
        }

        foreach (var error in pool.ResizeErrors ?? [])
        {
            findings.Add(new JobFinding
            {
                Code = error.Code ?? "ResizeError", Summary = error.Message ?? "The pool could not get its nodes.",
                Evidence = string.Join("; ", (error.Values ?? []).Select(value => $"{value.Name}: {value.Value}")) is { Length: > 0 } values ? values : $"pool {pool.Id}",
                Fix = error.Code?.Contains("Quota", StringComparison.OrdinalIgnoreCase) == true ? "Ask for a larger quota, or use another VM size." : "Use another VM size or another region, or wait.",
                IsCertain = facts.Nodes.Count == 0,
            });
        }

        if (pool.AutoScaleRun?.Error is { } formula)
        {
            findings.Add(new JobFinding { Code = formula.Code ?? "AutoScaleError", Summary = formula.Message ?? "The pool's formula fails.", Evidence = pool.AutoScaleFormula, Fix = "Update the environment.", IsCertain = facts.Nodes.Count == 0 });
        }

        AddNodes(facts, pool, findings);
    }

    private static void AddNodes(DiagnosisFacts facts, Pool pool, List<JobFinding> findings)
    {
        if (facts.Nodes.Count == 0)
        {
            var isScaling = pool.EnableAutoScale == true || TaskStates.Is(pool.AllocationState, "resizing");
            findings.Add(new JobFinding
            {
                Code = "NoNodes",
                Summary = isScaling ? "The pool has no nodes yet; it is growing, which takes minutes." : "The pool has no nodes.",
                Evidence = $"pool {pool.Id} is {pool.AllocationState}, {pool.TargetDedicatedNodes ?? 0} dedicated and {pool.TargetLowPriorityNodes ?? 0} spot nodes wanted",
                Fix = isScaling ? "Wait." : "Enable the environment, or give it more vCPUs.",
                IsCertain = true,
            });
            return;
        }

        var failed = facts.Nodes.Where(node => TaskStates.Is(node.State, "starttaskfailed")).ToList();
        if (failed.Count > 0)
        {
            var info = failed[0].StartTaskInfo;
            findings.Add(new JobFinding
            {
                Code = "StartTaskFailed", Summary = $"The start task failed on {failed.Count} of {facts.Nodes.Count} nodes.",
                Evidence = $"node {failed[0].Id}: exit code {info?.ExitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}{(info?.FailureInfo?.Message is { } message ? ", " + message : string.Empty)}",
                Fix = "Read startup/stderr.txt on the node; create the environment with a start task that succeeds.", IsCertain = failed.Count == facts.Nodes.Count,
            });
        }

        foreach (var group in facts.Nodes.Where(node => IsUnfit(node.State)).GroupBy(node => node.State!.ToLowerInvariant()))
        {
            var errors = group.SelectMany(node => node.Errors ?? []).Select(error => $"{error.Code}: {error.Message}").FirstOrDefault();
            findings.Add(new JobFinding
            {
                Code = "NodesUnfit", Summary = $"{group.Count()} of {facts.Nodes.Count} nodes are {group.Key}.", Evidence = errors ?? $"node {group.First().Id}",
                Fix = group.Key == "preempted" ? "Wait until the service finds machines on spot again, or buy on demand." : "Remove or reboot the nodes.", IsCertain = group.Count() == facts.Nodes.Count,
            });
        }
    }

    private static void AddNothing(DiagnosisFacts facts, List<JobFinding> findings)
    {
        var (free, all) = (0, 0);
        foreach (var node in facts.Nodes)
        {
            all += facts.Pool!.TaskSlotsPerNode ?? 1;
            free += Math.Max(0, (facts.Pool.TaskSlotsPerNode ?? 1) - (node.RunningTaskSlotsCount ?? 0));
        }

        findings.Add(new JobFinding
        {
            Code = "WaitsForCapacity",
            Summary = "Nothing is wrong that can be seen: the job waits for free task slots, or for the service to look.",
            Evidence = facts.Nodes.Count == 0 ? null : $"{free} of {all} slots of {facts.Nodes.Count} nodes are free; the task needs {facts.Task.Task.RequiredSlots ?? 1} on one node",
            Fix = "Wait, or give the environment more vCPUs.",
        });
    }

    private static bool IsUnfit(string? state) =>
        TaskStates.Is(state, "unusable") || TaskStates.Is(state, "offline") || TaskStates.Is(state, "preempted") || TaskStates.Is(state, "unknown") || TaskStates.Is(state, "deallocated");
}
