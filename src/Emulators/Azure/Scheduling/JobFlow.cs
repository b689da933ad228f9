using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>Leads jobs from one state to the next. Belongs to the state's lock.</summary>
internal sealed class JobFlow
{
    public const string ByUser = "UserTerminate";
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    private readonly AzureContext _context;
    private readonly SideTaskRunner _sides;

    public JobFlow(AzureContext context, SideTaskRunner sides)
    {
        _context = context;
        _sides = sides;
    }

    /// <summary>Takes a job that has been added.</summary>
    public void Accept(JobEntry job)
    {
        job.Become(JobPhase.Active, _context.Now);
        LimitTime(job);
        EndIfDone(job);
    }

    /// <summary>Ends a job after the time it may take since its start.</summary>
    public void LimitTime(JobEntry job)
    {
        job.Limit?.Cancel();
        if (job.WallClock is { } most && _context.Clock.Scale(most) < LongestTimer)
        {
            var rest = job.StartedAt + _context.Clock.Scale(most) - _context.Now;
            job.Limit = _context.Agenda.After(rest, () => Terminate(job, "MaxWallClockTimeExpiry"));
        }
    }

    public void Disable(JobEntry job, DeallocationOption option)
    {
        job.Modified = _context.Now;
        job.Become(JobPhase.Disabling, _context.Now);
        if (option != DeallocationOption.TaskCompletion)
        {
            StopTasks(job, option == DeallocationOption.Requeue ? RunStop.Requeued : RunStop.Terminated);
        }

        job.WhenQuiet = () =>
        {
            if (job.Phase == JobPhase.Disabling)
            {
                job.Become(JobPhase.Disabled, _context.Now);
            }
        };
        CheckQuiet(job);
    }

    public void Enable(JobEntry job)
    {
        job.Modified = _context.Now;
        job.WhenQuiet = null;
        job.Become(JobPhase.Enabling, _context.Now);
        _context.After(_context.Delays.JobChanges, () =>
        {
            if (job.Phase == JobPhase.Enabling)
            {
                job.Become(JobPhase.Active, _context.Now);
                EndIfDone(job);
                _context.Dispatcher.Request();
            }
        });
    }

    public void Terminate(JobEntry job, string reason)
    {
        if (job.IsEnding)
        {
            return;
        }

        job.Modified = _context.Now;
        job.TerminateReason = reason;
        job.Limit?.Cancel();
        job.Become(JobPhase.Terminating, _context.Now);
        StopTasks(job, RunStop.Terminated);
        if (!_context.Quirks.IsOn(AzureQuirks.TerminatedKeepsActive))
        {
            foreach (var task in job.InOrder.Where(task => task.Facts.Phase == TaskPhase.Active).ToList())
            {
                _context.Tasks.Terminate(task);
            }
        }

        ReleaseNodes(job);
        job.WhenQuiet = () =>
        {
            if (job.Phase == JobPhase.Terminating)
            {
                job.Become(JobPhase.Completed, _context.Now);
                job.EndedAt = _context.Now;
                DeleteOwnPool(job);
            }
        };
        CheckQuiet(job);
    }

    public void Delete(JobEntry job)
    {
        job.Limit?.Cancel();
        job.Become(JobPhase.Deleting, _context.Now);
        foreach (var task in job.InOrder.Where(task => task.Current is not null).ToList())
        {
            _context.Runs.Stop(task, RunStop.Deleted);
        }

        DeleteOwnPool(job);
        job.WhenQuiet = () => _context.After(_context.Quirks.IsOn(AzureQuirks.DeletingTakesTime) ? _context.Delays.Deleting : TimeSpan.Zero, () =>
        {
            if (_context.State.Jobs.GetValueOrDefault(job.Id) == job)
            {
                _context.State.Jobs.Remove(job.Id);
            }
        });
        CheckQuiet(job);
    }

    /// <summary>A task has ended or gone: the job may be done.</summary>
    public void TaskEnded(JobEntry job, TaskEntry? task = null)
    {
        if (task is { IsManager: true } && job.Spec.Object("jobManagerTask")?.Flag("killJobOnCompletion") != false)
        {
            Terminate(job, "JMComplete");
        }

        EndIfDone(job);
    }

    /// <summary>Ends a job that is to end with its tasks, when they have.</summary>
    public void EndIfDone(JobEntry job)
    {
        if (!job.EndsWithTasks || job.Unfinished > 0 || (job.InOrder.Count == 0 && !_context.Quirks.IsOn(AzureQuirks.EmptyJobComplete)))
        {
            return;
        }

        _context.After(_context.Delays.JobChanges, () =>
        {
            if (job is { EndsWithTasks: true, Unfinished: 0, Phase: JobPhase.Active })
            {
                Terminate(job, "AllTasksComplete");
            }
        });
    }

    /// <summary>Does what was to be done once nothing of a job runs.</summary>
    public void CheckQuiet(JobEntry job)
    {
        if (job.Running == 0 && job.RunningBeside == 0 && job.WhenQuiet is { } action)
        {
            job.WhenQuiet = null;
            _context.After(_context.Delays.JobChanges, action);
        }
    }

    /// <summary>Runs the preparation task of a job on a node before its first task there.</summary>
    /// <param name="job">The job.</param>
    /// <param name="node">The node.</param>
    /// <param name="go">Told, perhaps at once, whether tasks may run.</param>
    public void Prepare(JobEntry job, NodeEntry node, Action<bool> go)
    {
        if (job.Spec.Object("jobPreparationTask") is not { } terms)
        {
            go(true);
            return;
        }

        if (!node.Jobs.TryGetValue(job, out var there))
        {
            node.Jobs.Add(job, there = new JobOnNode());
            var folder = NodeFolders.OfPreparation(node, job);
            job.RunningBeside++;
            there.Preparation = _sides.Run(
                terms, folder, TaskVariables.Of(_context, node, folder, job.Spec.List("commonEnvironmentSettings"), terms.List("environmentSettings")).WithJob(node, job, null),
                (int)(terms.Object("constraints")?.Whole("maxTaskRetryCount") ?? 0),
                side =>
                {
                    job.RunningBeside--;
                    foreach (var waiting in there.Waiting)
                    {
                        waiting(side.Succeeded || terms.Flag("waitForSuccess") == false);
                    }

                    there.Waiting.Clear();
                    CheckQuiet(job);
                });
        }

        if (there.Preparation!.IsCompleted || terms.Flag("waitForSuccess") == false)
        {
            go(there.Preparation.Succeeded || terms.Flag("waitForSuccess") == false);
        }
        else
        {
            there.Waiting.Add(go);
        }
    }

    private void ReleaseNodes(JobEntry job)
    {
        if (job.Spec.Object("jobReleaseTask") is not { } terms || _context.State.Pools.GetValueOrDefault(job.PoolId) is not { } pool)
        {
            return;
        }

        foreach (var node in pool.Nodes.Where(node => node.Jobs.ContainsKey(job)))
        {
            var folder = NodeFolders.OfRelease(node, job);
            job.RunningBeside++;
            node.Jobs[job].Release = _sides.Run(
                terms, folder, TaskVariables.Of(_context, node, folder, job.Spec.List("commonEnvironmentSettings"), terms.List("environmentSettings")).WithJob(node, job, null), 0,
                _ =>
                {
                    job.RunningBeside--;
                    CheckQuiet(job);
                });
        }
    }

    private void StopTasks(JobEntry job, RunStop stop)
    {
        foreach (var task in job.InOrder.Where(task => task.Current is not null).ToList())
        {
            _context.Runs.Stop(task, stop);
        }
    }

    private void DeleteOwnPool(JobEntry job)
    {
        if (job.OwnPool is { IsDeleting: false } pool && job.Spec.Object("poolInfo")?.Object("autoPoolSpecification")?.Flag("keepAlive") != true)
        {
            _context.Pools.Delete(pool);
        }
    }
}
