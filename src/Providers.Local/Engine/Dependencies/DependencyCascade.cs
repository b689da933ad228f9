using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Dependencies;

/// <summary>
/// Brings the ends of tasks to those who wait for them: some are queued, some can never run and are cancelled, which is an end in its turn.
/// </summary>
internal sealed class DependencyCascade
{
    private readonly EngineCore _core;
    private readonly Queue<(JobEntry Job, IReadOnlyCollection<int> Ended)> _ends = new();

    public DependencyCascade(EngineCore core) => _core = core;

    /// <summary>One task has ended for good.</summary>
    public void TaskEnded(JobEntry job, int index) => TasksEnded(job, [index]);

    /// <summary>Tasks have ended for good.</summary>
    public void TasksEnded(JobEntry job, IReadOnlyCollection<int> indexes)
    {
        _ends.Enqueue((job, indexes));
        while (_ends.Count > 0)
        {
            var (predecessor, ended) = _ends.Dequeue();

            // A dependent that ends here stays in the list; nobody is added to it meanwhile.
            foreach (var number in predecessor.Dependents ?? [])
            {
                if (_core.State.Jobs.FindLive(number) is { } dependent)
                {
                    JudgeAffected(dependent, predecessor, ended);
                }
            }
        }
    }

    /// <summary>Looks at all tasks of a job that wait.</summary>
    public void JudgeAll(JobEntry job)
    {
        Judge(job, Blocked(job));
        if (_ends.Count > 0)
        {
            TasksEnded(job, []);
        }
    }

    private static IEnumerable<int> Blocked(JobEntry job)
    {
        if (job.CountOf(JobState.Blocked) == 0)
        {
            yield break;
        }

        for (var index = 0; index < job.Tasks.Length; index++)
        {
            if (job.Tasks[index].State == JobState.Blocked)
            {
                yield return index;
            }
        }
    }

    private void JudgeAffected(JobEntry dependent, JobEntry predecessor, IReadOnlyCollection<int> ended)
    {
        if (dependent.Live is not { } live)
        {
            return;
        }

        var edges = live.Edges.Where(edge => edge.Predecessor == predecessor).ToList();
        if (edges.Exists(edge => edge.Mode == DependencyMode.Whole && (edge.Index is { } index ? ended.Contains(index) : predecessor.HasEnded)))
        {
            Judge(dependent, Blocked(dependent));
        }
        else if (edges.Exists(edge => edge.Mode == DependencyMode.IndexToIndex))
        {
            Judge(dependent, ended.Where(index => dependent.Tasks[index].State == JobState.Blocked).OrderBy(index => index));
        }
    }

    private void Judge(JobEntry job, IEnumerable<int> indexes)
    {
        var edges = job.Live!.Edges;
        var common = DependencyRules.IsSameForAll(edges) ? DependencyRules.Judge(edges, 0) : (DependencyVerdict?)null;
        var met = new List<int>();
        var never = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var index in indexes)
        {
            var verdict = common ?? DependencyRules.Judge(edges, index);
            if (verdict.IsMet)
            {
                met.Add(index);
            }
            else if (verdict.Failed is { } edge)
            {
                var reason = DependencyRules.Explain(edge, index);
                if (!never.TryGetValue(reason, out var cancelled))
                {
                    never.Add(reason, cancelled = []);
                }

                cancelled.Add(index);
            }
        }

        if (met.Count > 0)
        {
            _core.Commit(new StateChange { Released = new TasksReleased { Job = job.Number, Tasks = IndexRanges.Of(met) } });
        }

        foreach (var pair in never)
        {
            Cancel(job, pair.Value, pair.Key);
        }
    }

    private void Cancel(JobEntry job, List<int> indexes, string reason)
    {
        _core.Commit(new StateChange
        {
            Cancelled = new TasksCancelled
            {
                Job = job.Number,
                Tasks = IndexRanges.Of(indexes),
                Time = Clock.ToStored(_core.Now),
                Cause = JobCause.DependencyFailed,
                Reason = reason,
            },
        });
        _ends.Enqueue((job, indexes));
    }
}
