using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Jobs;

/// <summary>Reads jobs by reference. Each job is a call of its own; the children of an array come a thousand at a time.</summary>
internal sealed class JobReader
{
    // So few children are asked for one by one.
    private const int FewTasks = 2;

    private readonly IGoogleBatchWire _wire;
    private readonly GoogleScope _scope;
    private readonly KnownJobs _known;
    private readonly TaskPages _tasks;

    public JobReader(IGoogleBatchWire wire, GoogleScope scope, KnownJobs known, TaskPages tasks)
    {
        _wire = wire;
        _scope = scope;
        _known = known;
        _tasks = tasks;
    }

    /// <summary>One job per reference, in the same order; null where there is none.</summary>
    public async Task<IReadOnlyList<Job?>> GetAsync(IReadOnlyList<JobReference> references, CancellationToken cancellationToken)
    {
        var jobs = new Job?[references.Count];
        var groups = references.Select((reference, place) => (reference, place)).GroupBy(pair => _scope.NameOf(pair.reference), StringComparer.Ordinal).ToList();
        await SideBySide.ForEachAsync(groups, async group =>
        {
            var parent = group.First().reference.Parent;
            var whole = group.Where(pair => pair.reference.Index is null).ToList();
            DescribedJob? described = null;
            if (whole.Count > 0)
            {
                described = await FindAsync(parent, cancellationToken).ConfigureAwait(false);
                var job = described is null ? null : await MapAsync(described, mayAsk: true, cancellationToken).ConfigureAwait(false);
                whole.ForEach(pair => jobs[pair.place] = job);
            }

            var children = group.Where(pair => pair.reference.Index is not null).ToList();
            if (children.Count > 0 && (whole.Count == 0 || described is not null))
            {
                var found = await GetChildrenAsync(parent, described, children.Select(pair => pair.reference.Index!.Value).ToList(), cancellationToken).ConfigureAwait(false);
                children.ForEach(pair => jobs[pair.place] = found.TryGetValue(pair.reference.Index!.Value, out var child) ? child : null);
            }
        }).ConfigureAwait(false);
        return jobs;
    }

    /// <summary>A job; null when there is none.</summary>
    public async Task<DescribedJob?> FindAsync(JobReference reference, CancellationToken cancellationToken)
    {
        // What could be no id of the service's is no error, but no job either.
        if (!JobIds.IsPossible(reference.Id))
        {
            return null;
        }

        try
        {
            return Describe(await _wire.GetJobAsync(_scope.NameOf(reference), cancellationToken).ConfigureAwait(false));
        }
        catch (BatchException error) when (error.Code == BatchErrorCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>A job.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is none.</exception>
    public async Task<DescribedJob> GetAsync(JobReference reference, CancellationToken cancellationToken) =>
        await FindAsync(reference.Parent, cancellationToken).ConfigureAwait(false) ?? throw NotFound(reference);

    public static BatchException NotFound(JobReference reference) =>
        new(BatchErrorCode.NotFound, $"Google Batch knows no job {reference}; it keeps ended jobs for 60 days.") { Provider = GoogleProviderName.Value, Resource = reference.ToString() };

    /// <summary>What does not change about a job, from memory where it is there.</summary>
    public async Task<JobFacts?> FindFactsAsync(JobReference reference, CancellationToken cancellationToken) =>
        _known.Find(_scope.NameOf(reference)) ?? (await FindAsync(reference.Parent, cancellationToken).ConfigureAwait(false))?.Facts;

    /// <summary>A description with what never changes about it, which is remembered.</summary>
    public DescribedJob Describe(JobResource job, JsonElement? native = null)
    {
        var facts = JobFacts.Of(job, _scope.Region);
        _known.Note(_scope.NameOf(facts.Reference), facts);
        return new DescribedJob { Job = job, Facts = facts, Native = native ?? Native(job) };
    }

    /// <summary>A job, or the parent of an array.</summary>
    /// <param name="described">The description.</param>
    /// <param name="mayAsk">Whether the task may be asked for where the job alone does not say how it ended.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Job> MapAsync(DescribedJob described, bool mayAsk, CancellationToken cancellationToken)
    {
        var (job, facts) = (described.Job, described.Facts);
        if (facts.IsArray)
        {
            return JobMapper.MapParent(job, facts, await CountCancelledAsync(described, cancellationToken).ConfigureAwait(false), described.Native);
        }

        var isOpen = mayAsk && job.Status?.State == NativeStates.Failed
            && StatusEvents.ExitCodeIn(JobMapper.FailureText(StatusEvents.Ordered(job.Status.StatusEvents))) is null;
        var task = mayAsk && (isOpen || (facts.MaxRetries > 0 && StatusEvents.FirstEntry(StatusEvents.Ordered(job.Status?.StatusEvents), NativeStates.Running) is not null))
            ? await FindTaskAsync(facts.Reference, 0, cancellationToken).ConfigureAwait(false)
            : null;

        // A task that says nothing of an end knows less than its job does.
        var view = task is null ? null : TaskView.Of(task.Task);
        return JobMapper.Map(job, facts, view is { ExitCode: null } && JobMapper.StateOf(job).IsTerminal() ? null : view, described.Native);
    }

    /// <summary>The children of an array by index, those of the indexes that it has.</summary>
    /// <param name="parent">The array.</param>
    /// <param name="described">Its description, where it has just been read.</param>
    /// <param name="indexes">The indexes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyDictionary<int, Job>> GetChildrenAsync(
        JobReference parent, DescribedJob? described, IReadOnlyCollection<int> indexes, CancellationToken cancellationToken)
    {
        var children = new Dictionary<int, Job>();
        var facts = described?.Facts ?? _known.Find(_scope.NameOf(parent));
        if (facts is null)
        {
            described = await FindAsync(parent, cancellationToken).ConfigureAwait(false);
            facts = described?.Facts;
        }

        if (facts is null || !facts.IsArray)
        {
            return children;
        }

        var wanted = indexes.Where(index => index < facts.Tasks).Distinct().ToList();
        var tasks = await FindTasksAsync(parent, wanted, cancellationToken).ConfigureAwait(false);
        if (described is null && wanted.Exists(index => TaskMapper.NeedsJob(tasks.TryGetValue(index, out var task) ? task.Task : null)))
        {
            // Read after the tasks, so that it is not older than they are.
            described = await FindAsync(parent, cancellationToken).ConfigureAwait(false);
            if (described is null)
            {
                return children;
            }
        }

        foreach (var index in wanted)
        {
            var task = tasks.TryGetValue(index, out var found) ? found : null;
            children[index] = TaskMapper.Map(index, task?.Task, facts, described?.Job, task?.Native);
        }

        return children;
    }

    private async Task<IReadOnlyDictionary<int, DescribedTask>> FindTasksAsync(JobReference parent, List<int> indexes, CancellationToken cancellationToken)
    {
        if (indexes.Count > FewTasks)
        {
            return await _tasks.ReadAsync(_scope.NameOf(parent), indexes, cancellationToken).ConfigureAwait(false);
        }

        var tasks = new Dictionary<int, DescribedTask>();
        foreach (var index in indexes)
        {
            if (await FindTaskAsync(parent, index, cancellationToken).ConfigureAwait(false) is { } task)
            {
                tasks[index] = task;
            }
        }

        return tasks;
    }

    private async Task<DescribedTask?> FindTaskAsync(JobReference parent, int index, CancellationToken cancellationToken)
    {
        try
        {
            var task = await _wire.GetTaskAsync(ResourceNames.Task(_scope.NameOf(parent), index), cancellationToken).ConfigureAwait(false);
            return new DescribedTask { Task = task, Native = Native(task) };
        }
        catch (BatchException error) when (error.Code == BatchErrorCode.NotFound)
        {
            // Just after a job was made its tasks are not there.
            return null;
        }
    }

    /// <summary>How many tasks of an array that was called off failed because of it. The counts do not tell; the tasks do, and it stays true.</summary>
    private async Task<int> CountCancelledAsync(DescribedJob described, CancellationToken cancellationToken)
    {
        var job = described.Job;
        if (job.Status?.State != NativeStates.Cancelled
            || job.Status.TaskGroups?.Values.Any(group => group.Counts is { } counts && counts.TryGetValue(NativeStates.Failed, out var failed) && failed > 0) != true)
        {
            return 0;
        }

        var name = _scope.NameOf(described.Facts.Reference);
        if (_known.FindCancelled(name) is { } known)
        {
            return known;
        }

        var tasks = await _tasks.ReadAsync(name, Enumerable.Range(0, described.Facts.Tasks).ToList(), cancellationToken).ConfigureAwait(false);
        var count = tasks.Values.Count(task => TaskMapper.WasCalledOff(task.Task, job));
        _known.NoteCancelled(name, count);
        return count;
    }

    private static JsonElement? Native(WireReply reply)
    {
        if (reply.Body.IsEmpty)
        {
            return null;
        }

        using var document = JsonDocument.Parse(reply.Body);
        return document.RootElement.Clone();
    }
}
