using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Attempts;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.Dependencies;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Local.Engine.Commands;

/// <summary>
/// Runs what did not succeed once more, in place: the same job, a higher run. Dependents that were cancelled because of it wait again.
/// Belongs to the loop.
/// </summary>
internal sealed class RestartCommand
{
    private readonly EngineCore _core;
    private readonly SecretVault _secrets;
    private readonly DependencyCascade _cascade;

    public RestartCommand(EngineCore core, SecretVault secrets, DependencyCascade cascade)
    {
        _core = core;
        _secrets = secrets;
        _cascade = cascade;
    }

    /// <exception cref="BatchException">There is no such job, it has not ended, or nothing in it can run again.</exception>
    public RestartOutcome Restart(JobReference reference, IReadOnlyDictionary<string, string>? secrets)
    {
        var (job, child) = JobLookup.Get(_core.State, reference);
        if (!job.HasEnded)
        {
            throw EngineErrors.New(BatchErrorCode.Conflict, $"{reference.Parent} has not ended; wait for its end or stop it, then restart it.", reference.ToString());
        }

        var candidates = (child is { } one ? [one] : Enumerable.Range(0, job.Tasks.Length))
            .Where(index => job.Tasks[index].State != JobState.Succeeded)
            .ToList();
        if (candidates.Count == 0)
        {
            throw EngineErrors.New(BatchErrorCode.Conflict, $"Nothing to restart: {reference} succeeded.", reference.ToString());
        }

        var restarted = Begin(job, candidates, out var obstacle);
        if (restarted.Count == 0)
        {
            throw EngineErrors.New(
                BatchErrorCode.Conflict,
                $"{reference} cannot run again as long as what it waits for stays as it is. {obstacle} Restart that job; this one then waits for it again.",
                reference.ToString());
        }

        var revived = new List<JobEntry>();
        var notRevived = new List<JobEntry>();
        Revive(job, revived, notRevived);
        foreach (var waiting in revived.Prepend(job))
        {
            _secrets.Keep(waiting.Key, secrets);
            _cascade.JudgeAll(waiting);
        }

        return new RestartOutcome(job, restarted, [.. revived.Distinct()], [.. notRevived.Except(revived)]);
    }

    /// <summary>The secrets that a restart needs anew: those of the job and of every job that may be revived with it.</summary>
    /// <exception cref="BatchException">There is no such job.</exception>
    public IReadOnlyList<string> SecretSources(JobReference reference)
    {
        var sources = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<JobEntry>();
        var open = new Stack<JobEntry>([JobLookup.Get(_core.State, reference).Job]);
        while (open.Count > 0)
        {
            var job = open.Pop();
            if (!seen.Add(job))
            {
                continue;
            }

            foreach (var secret in (job.Live?.Spec ?? BatchJson.ReadJobSpec(job.Spec)).Secrets?.Values ?? [])
            {
                if (SecretSource.VariableOf(secret.Source) is not null)
                {
                    sources.Add(secret.Source);
                }
            }

            foreach (var dependent in job.Dependents ?? [])
            {
                open.Push(_core.State.Jobs.Get(dependent));
            }
        }

        return [.. sources];
    }

    /// <summary>Begins a new run of those tasks whose conditions are met or can still be met.</summary>
    private List<int> Begin(JobEntry job, List<int> candidates, out string? obstacle)
    {
        var edges = job.Live?.Edges ?? _core.State.ResolveEdges(BatchJson.ReadJobSpec(job.Spec));
        var queued = new List<int>();
        var blocked = new List<int>();
        obstacle = null;
        foreach (var index in candidates)
        {
            var verdict = DependencyRules.Judge(edges, index);
            if (verdict.Failed is { } edge)
            {
                obstacle ??= DependencyRules.Explain(edge, index);
            }
            else
            {
                (verdict.IsMet ? queued : blocked).Add(index);
            }
        }

        if (queued.Count + blocked.Count > 0)
        {
            _core.Commit(new StateChange
            {
                Restarted = new TasksRestarted { Job = job.Number, Queued = IndexRanges.Of(queued), Blocked = IndexRanges.Of(blocked) },
            });
        }

        return [.. queued.Concat(blocked).OrderBy(index => index)];
    }

    private void Revive(JobEntry predecessor, List<JobEntry> revived, List<JobEntry> notRevived)
    {
        foreach (var dependent in (predecessor.Dependents ?? []).ConvertAll(_core.State.Jobs.Get))
        {
            var cancelled = Enumerable.Range(0, dependent.Tasks.Length)
                .Where(index => dependent.Tasks[index] is { State: JobState.Cancelled, Cause: JobCause.DependencyFailed })
                .ToList();
            if (cancelled.Count == 0)
            {
                continue;
            }

            if (Begin(dependent, cancelled, out _).Count > 0)
            {
                revived.Add(dependent);
                Revive(dependent, revived, notRevived);
            }
            else
            {
                notRevived.Add(dependent);
            }
        }
    }
}
