using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Planning;
using MultiBatch.Providers.Azure.Wire;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>Reads jobs by reference, in as few calls as there can be: a list of many tasks where many are asked for, single reads where few are.</summary>
internal sealed class JobReader
{
    private const int FewJobs = 4;
    private const int FewChildren = 2;

    // Ids begin with the time: what was submitted together shares a beginning. Past this many pages without use, jobs are read one by one.
    private const int JobsPerPage = 200;
    private const int SparePages = 3;

    private readonly Generations _generations;
    private readonly DependencyReader _dependencies;
    private readonly RunStore _runs;

    public JobReader(TaskReader tasks, Generations generations, RunStore runs, KnownJobs known)
    {
        Tasks = tasks;
        _generations = generations;
        _dependencies = new DependencyReader(tasks);
        _runs = runs;
        Known = known;
    }

    public TaskReader Tasks { get; }

    public KnownJobs Known { get; }

    /// <summary>One job per reference, in the same order; null where there is none.</summary>
    public async Task<IReadOnlyList<Job?>> GetAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        var found = await FindTasksAsync(references, cancellationToken).ConfigureAwait(false);
        await CompleteAsync(found.SelectMany(tasks => tasks).Distinct().ToList(), cancellationToken).ConfigureAwait(false);
        return references.Select((reference, place) => found[place].Count == 0 ? null : reference.Index is null ? MapJob(found[place]) : JobMapper.Map(found[place][0])).ToList();
    }

    /// <summary>A job from all its tasks, which are complete.</summary>
    public static Job MapJob(IReadOnlyList<SeenTask> tasks)
    {
        var children = tasks.Where(task => task.Index is not null).OrderBy(task => task.Index).ToList();
        return children.Count > 0 ? JobMapper.MapParent(children) : JobMapper.Map(tasks.First(task => !task.IsBarrier));
    }

    /// <summary>Adds what the description of a task does not tell: how it stands with others, its run.</summary>
    public async Task CompleteAsync(IReadOnlyList<SeenTask> tasks, CancellationToken cancellationToken)
    {
        await _dependencies.SetAsync(tasks, cancellationToken).ConfigureAwait(false);
        await _runs.ApplyAsync(tasks, cancellationToken).ConfigureAwait(false);
        foreach (var task in tasks)
        {
            task.StopReason = Known.FindStopReason(task.Generation, task.TaskId);
        }
    }

    /// <summary>
    /// The tasks of each reference, in the same order: the one it names, or for the parent of an array its children and what belongs to them. Empty where
    /// there are none.
    /// </summary>
    public async Task<IReadOnlyList<IReadOnlyList<SeenTask>>> FindTasksAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        var result = new IReadOnlyList<SeenTask>[references.Count];
        for (var place = 0; place < result.Length; place++)
        {
            result[place] = [];
        }

        var open = new Dictionary<string, List<int>>(TaskIds.Comparer);
        var candidates = new Dictionary<int, Queue<string>>();
        for (var place = 0; place < references.Count; place++)
        {
            candidates[place] = new Queue<string>(await CandidatesAsync(references[place], cancellationToken).ConfigureAwait(false));
            Enqueue(place);
        }

        while (open.Count > 0)
        {
            var round = open.ToList();
            open.Clear();
            foreach (var entry in round)
            {
                var (generation, places) = (entry.Key, entry.Value);
                var tasks = await FetchAsync(generation, places.ConvertAll(place => references[place]), cancellationToken).ConfigureAwait(false);
                foreach (var place in places)
                {
                    result[place] = Pick(references[place], tasks);
                    if (result[place].Count == 0)
                    {
                        Enqueue(place);
                    }
                }
            }
        }

        return result;

        void Enqueue(int place)
        {
            if (candidates[place].Count > 0)
            {
                var generation = candidates[place].Dequeue();
                if (!open.TryGetValue(generation, out var places))
                {
                    open.Add(generation, places = []);
                }

                places.Add(place);
            }
        }
    }

    private static IReadOnlyList<SeenTask> Pick(JobReference reference, Dictionary<string, List<SeenTask>> tasks)
    {
        if (!tasks.TryGetValue(reference.Id, out var found))
        {
            return [];
        }

        if (reference.Index is { } index)
        {
            return found.Find(task => task.Index == index) is { } child ? [child] : [];
        }

        // What only waits is no job.
        return found.Exists(task => !task.IsBarrier) ? found : [];
    }

    /// <summary>The Azure jobs a reference may be in, the likeliest first.</summary>
    private async Task<IEnumerable<string>> CandidatesAsync(JobReference reference, CancellationToken cancellationToken)
    {
        if (reference.Queue is { } place && GenerationIds.Parse(place) is not null)
        {
            return [place];
        }

        if (Known.Find(reference.Id) is { } known)
        {
            return [known.Generation];
        }

        if (reference.Queue is { } queue)
        {
            var facts = await _generations.FindAsync(queue, cancellationToken).ConfigureAwait(false);
            return facts is null ? [queue] : facts.Generations.Select(job => job.Id!);
        }

        return (await _generations.ReadAllAsync(cancellationToken).ConfigureAwait(false)).Select(job => job.Id!);
    }

    /// <summary>The tasks of jobs in one Azure job, by the job's id.</summary>
    private async Task<Dictionary<string, List<SeenTask>>> FetchAsync(string generation, List<JobReference> references, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, List<SeenTask>>(TaskIds.Comparer);
        var jobs = references.GroupBy(reference => reference.Id, TaskIds.Comparer).ToList();
        if (jobs.Count > FewJobs)
        {
            await ScanAsync(generation, jobs.ConvertAll(job => job.Key), found, cancellationToken).ConfigureAwait(false);
        }

        foreach (var job in jobs.Where(job => !IsWhole(job.Key, found)))
        {
            var indexes = job.Select(reference => reference.Index).Distinct().ToList();
            if (indexes.Count <= FewChildren && indexes.TrueForAll(index => index is not null))
            {
                var children = new List<SeenTask>();
                foreach (var index in indexes)
                {
                    if (await Tasks.FindAsync(generation, TaskIds.Child(job.Key, index!.Value), cancellationToken).ConfigureAwait(false) is { } child)
                    {
                        children.Add(child);
                    }
                }

                found[job.Key] = children;
            }
            else
            {
                found[job.Key] = await Tasks.ListJobAsync(generation, job.Key, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var job in found.Where(job => job.Value.Count > 0))
        {
            Known.Note(job.Key, generation, job.Value[0].Note?.Size);
        }

        return found;
    }

    private static bool IsWhole(string id, Dictionary<string, List<SeenTask>> found) =>
        found.TryGetValue(id, out var tasks) && tasks.Count > 0 && (tasks[0].Note?.Size is not { } size || tasks.Count >= size + (tasks[0].Note!.Barriers ?? 0));

    /// <summary>Reads the tasks whose ids begin as all of these do, as long as that is cheaper than single reads.</summary>
    private async Task ScanAsync(string generation, List<string> ids, Dictionary<string, List<SeenTask>> found, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<string>(ids, TaskIds.Comparer);
        var beginning = CommonBeginning(ids);
        var pages = (ids.Sum(id => Known.Find(id)?.Size ?? 1) / JobsPerPage) + SparePages;
        var isAll = true;
        await foreach (var page in Tasks.ListPagesAsync(
            generation, beginning.Length == 0 ? null : ODataText.StartsWith("id", beginning), AzureLimits.PageSize, cancellationToken).ConfigureAwait(false))
        {
            foreach (var task in page.Where(task => wanted.Contains(task.JobId)))
            {
                if (!found.TryGetValue(task.JobId, out var tasks))
                {
                    found.Add(task.JobId, tasks = []);
                }

                tasks.Add(task);
            }

            if (--pages <= 0)
            {
                isAll = false;
                break;
            }
        }

        if (isAll)
        {
            // What is not there now is not there at all: it need not be looked for once more.
            foreach (var id in ids.Where(id => !found.ContainsKey(id)))
            {
                found[id] = [];
            }
        }
    }

    private static string CommonBeginning(List<string> ids)
    {
        var beginning = ids[0];
        foreach (var id in ids)
        {
            var length = 0;
            while (length < beginning.Length && length < id.Length && char.ToLowerInvariant(beginning[length]) == char.ToLowerInvariant(id[length]))
            {
                length++;
            }

            beginning = beginning.Substring(0, length);
        }

        return beginning;
    }
}
