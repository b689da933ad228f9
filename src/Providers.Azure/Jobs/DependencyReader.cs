using System.Collections.Concurrent;
using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Mapping;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>
/// Finds out how tasks stand with those they wait for. The service does not tell a task that waits for others from one that waits for a node, and leaves
/// one whose predecessor failed active for ever.
/// </summary>
internal sealed class DependencyReader
{
    private const int MostKnown = 200_000;
    private const int FewIds = 3;

    private readonly TaskReader _tasks;

    // A task that succeeded stays so; one that failed may be restarted.
    private readonly ConcurrentDictionary<string, byte> _succeeded = new(TaskIds.Comparer);

    public DependencyReader(TaskReader tasks) => _tasks = tasks;

    /// <summary>Sets the standing of those tasks that are active.</summary>
    public async Task SetAsync(IReadOnlyList<SeenTask> tasks, CancellationToken cancellationToken)
    {
        foreach (var group in tasks.GroupBy(task => task.Generation, TaskIds.Comparer))
        {
            await SetAsync(group.Key, group.ToList(), cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool Waits(SeenTask task) => task.Task.DependsOn?.TaskIds is { Count: > 0 } && TaskStates.Is(task.Task.State, TaskStates.Active);

    private async Task SetAsync(string generation, List<SeenTask> tasks, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, SeenTask?>(TaskIds.Comparer);
        foreach (var task in tasks)
        {
            known[task.TaskId] = task;
        }

        // Those waited for may wait themselves, and may be ruled out by yet others.
        var open = tasks.Where(Waits).ToList();
        while (open.Count > 0)
        {
            var missing = open.SelectMany(task => task.Task.DependsOn!.TaskIds!).Distinct(TaskIds.Comparer)
                .Where(id => !known.ContainsKey(id) && !_succeeded.ContainsKey(Key(generation, id))).ToList();
            open = await ReadAsync(generation, missing, known, cancellationToken).ConfigureAwait(false);
        }

        var decided = new Dictionary<string, Standing>(TaskIds.Comparer);
        foreach (var task in tasks.Where(Waits))
        {
            task.Standing = Decide(generation, task, known, decided);
        }
    }

    private async Task<List<SeenTask>> ReadAsync(string generation, List<string> ids, Dictionary<string, SeenTask?> known, CancellationToken cancellationToken)
    {
        var waiting = new List<SeenTask>();
        foreach (var group in ids.GroupBy(id => TaskIds.Split(id).Id, TaskIds.Comparer))
        {
            var wanted = group.ToList();
            var found = new List<SeenTask>();
            if (wanted.Count <= FewIds)
            {
                foreach (var id in wanted)
                {
                    if (await _tasks.FindAsync(generation, id, cancellationToken).ConfigureAwait(false) is { } task)
                    {
                        found.Add(task);
                    }
                }
            }
            else
            {
                found = await _tasks.ListJobAsync(generation, group.Key, cancellationToken).ConfigureAwait(false);
            }

            foreach (var task in found)
            {
                known[task.TaskId] = task;
                if (Waits(task))
                {
                    waiting.Add(task);
                }
            }

            foreach (var id in wanted.Where(id => !known.ContainsKey(id)))
            {
                known[id] = null;
            }
        }

        return waiting;
    }

    /// <summary>Decides one task, those it waits for first. Without recursion: chains may be long.</summary>
    private Standing Decide(string generation, SeenTask task, Dictionary<string, SeenTask?> known, Dictionary<string, Standing> decided)
    {
        var stack = new Stack<SeenTask>();
        var entered = new HashSet<string>(TaskIds.Comparer);
        stack.Push(task);
        while (stack.Count > 0)
        {
            var current = stack.Peek();
            if (decided.ContainsKey(current.TaskId))
            {
                stack.Pop();
                continue;
            }

            var first = entered.Add(current.TaskId);
            var before = stack.Count;
            if (first)
            {
                foreach (var id in current.Task.DependsOn!.TaskIds!)
                {
                    if (known.TryGetValue(id, out var other) && other is not null && Waits(other) && !decided.ContainsKey(other.TaskId) && !entered.Contains(other.TaskId))
                    {
                        stack.Push(other);
                    }
                }
            }

            if (stack.Count == before)
            {
                stack.Pop();
                decided[current.TaskId] = Join(generation, current, known, decided);
            }
        }

        return decided[task.TaskId];
    }

    private Standing Join(string generation, SeenTask task, Dictionary<string, SeenTask?> known, Dictionary<string, Standing> decided)
    {
        Standing? waiting = null;
        foreach (var id in task.Task.DependsOn!.TaskIds!)
        {
            var key = Key(generation, id);
            if (_succeeded.ContainsKey(key))
            {
                continue;
            }

            var other = known.TryGetValue(id, out var found) ? found : null;
            var (state, _) = other is null ? (JobState.Unknown, null) : JobMapper.EndOf(other);
            if (state == JobState.Succeeded)
            {
                if (_succeeded.Count >= MostKnown)
                {
                    _succeeded.Clear();
                }

                _succeeded[key] = 0;
            }
            else if (other is not null && TaskStates.IsCompleted(other.Task))
            {
                return new Standing { Kind = TaskStanding.RuledOut, Because = Name(other), Since = other.Task.ExecutionInfo?.EndTime ?? other.Task.StateTransitionTime };
            }
            else if (other is not null && decided.TryGetValue(other.TaskId, out var its) && its.Kind == TaskStanding.RuledOut)
            {
                return new Standing { Kind = TaskStanding.RuledOut, Because = Name(other), Since = its.Since };
            }
            else
            {
                waiting ??= new Standing { Kind = TaskStanding.Waiting, Because = other is null ? id : Name(other) };
            }
        }

        return waiting ?? Standing.Free;
    }

    private static string Name(SeenTask task) => task.Note?.Name is { } name ? $"'{name}' ({task.TaskId})" : task.TaskId;

    private static string Key(string generation, string taskId) => generation + "/" + taskId;
}
