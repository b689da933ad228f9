using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Submissions;
using MultiBatch.TestSupport.InMemory.Reading;
using MultiBatch.TestSupport.InMemory.Simulation;

namespace MultiBatch.TestSupport.InMemory;

/// <content>Jobs. What is internal here runs inside <see cref="CallAsync"/>.</content>
public sealed partial class InMemoryService
{
    private readonly Dictionary<string, JobRecord> _jobs = new(StringComparer.Ordinal);
    private readonly List<JobRecord> _order = [];
    private readonly Dictionary<string, int> _listsBefore = new(StringComparer.Ordinal);

    internal SubmitResult Submit(ProviderSubmission submission)
    {
        var id = submission.Key.Id;
        if (ItemFault?.Invoke("Submit", id.ToString()) is { } fault)
        {
            return SubmitResult.Failed(id, fault);
        }

        var existing = _order.Find(job => job.SubmissionId == id);
        if (existing is not null && submission.Resume is not null)
        {
            Arrive(existing, existing.Size);
            return SubmitResult.Succeeded(id, View(existing));
        }

        if (existing is not null && Options.RepeatedSubmit != RepeatedSubmit.SecondJob)
        {
            return Options.RepeatedSubmit == RepeatedSubmit.SameJob
                ? SubmitResult.Succeeded(id, View(existing))
                : SubmitResult.Failed(id, Error(BatchErrorCode.AlreadyExists, $"There is a job {id} already.", id.ToString()));
        }

        try
        {
            var job = Create(submission.Plan, submission.Key);
            var arrived = job.IsArray && BreakNextSubmitAfter is { } broken ? Math.Min(broken, job.Size) : job.Size;
            Arrive(job, arrived);
            _staleGets.Note(job.Id, job.Version, () => View(job));
            _staleLists.Note(job.Id, job.Version, () => View(job));
            if (arrived == job.Size)
            {
                return SubmitResult.Succeeded(id, View(job));
            }

            BreakNextSubmitAfter = null;
            return SubmitResult.Failed(id, new BatchException(BatchErrorCode.Unavailable, "The connection broke.")
            {
                Effect = BatchEffect.Unknown,
                IsTransient = true,
                Provider = InMemoryBatchProvider.ProviderName,
            });
        }
        catch (BatchException exception)
        {
            return SubmitResult.Failed(id, exception);
        }
    }

    internal SubmissionLookup FindSubmission(SubmissionKey key)
    {
        var found = _order.FindAll(job => job.SubmissionId == key.Id && job.SubmittedAt + Options.LookupDelay <= _simulator.Now);
        if (found.Count == 0)
        {
            return new SubmissionLookup { Status = Options.LookupDelay > TimeSpan.Zero ? SubmissionStatus.Inconclusive : SubmissionStatus.Absent };
        }

        return new SubmissionLookup
        {
            Status = found[0].Arrived == found[0].Size ? SubmissionStatus.Found : SubmissionStatus.Partial,
            Job = View(found[0]),
            Duplicates = found.Skip(1).Where(job => job.State != JobState.Cancelled).Select(View).ToList(),
        };
    }

    internal Job? Get(JobReference reference) => Find(reference) switch
    {
        null => null,
        (var job, null) => _staleGets.Show(job.Id, job.Version, () => View(job)),
        (var job, { } index) => Child(_staleGets, job.Tasks[index]),
    };

    internal Page<Job> List(JobQuery query, string? token)
    {
        var start = token is null ? int.MaxValue : int.Parse(token.TrimEnd('-'), CultureInfo.InvariantCulture);
        if (token?.EndsWith('-') == true)
        {
            return new Page<Job>([], token.TrimEnd('-'));
        }

        return query.ChildrenOf is { } parent ? ListChildren(query, parent, token is null ? 0 : start) : ListJobs(query, token is null ? _order.Count : start);
    }

    internal BatchException? Stop(JobReference reference, string reason)
    {
        if (ItemFault?.Invoke("Stop", reference.ToString()) is { } fault)
        {
            return fault;
        }

        if (Find(reference) is not var (job, index))
        {
            return Error(BatchErrorCode.NotFound, $"There is no job {reference}.", reference.ToString());
        }

        if (index is not null && !Options.Supports(Capabilities.BatchFeature.StopChild))
        {
            return Error(BatchErrorCode.Unsupported, "One child of an array cannot be stopped; stop the array.", reference.ToString());
        }

        foreach (var task in index is { } one ? [job.Tasks[one]] : job.Tasks)
        {
            _simulator.Stop(task, reason);
        }

        return null;
    }

    internal LogPage ReadLog(LogRequest request)
    {
        if (Find(request.Job) is not var (job, index) || (index is null && job.IsArray))
        {
            throw Error(BatchErrorCode.NotFound, $"There is no log of {request.Job}.", request.Job.ToString());
        }

        var task = job.Tasks[index ?? 0];
        var attempt = request.Job.Attempt is { } number
            ? task.Attempts.LastOrDefault(candidate => candidate.Number == number && candidate.Run == task.Run)
            : task.Current is { } current && (current.Run == task.Run) ? current : null;
        if (attempt is null)
        {
            // Nothing was written, and once the task has ended without an attempt, nothing ever will be.
            return new LogPage([], "0", task.State.IsTerminal());
        }

        if (attempt != task.Current && !Options.Supports(Capabilities.BatchFeature.LogsPerAttempt))
        {
            throw Error(BatchErrorCode.NotFound, $"The output of attempt {attempt.Number} was overwritten by the next.", request.Job.ToString());
        }

        return new LogReader(Options).Read(request, request.Job with { Attempt = attempt.Number }, attempt.Output);
    }

    internal JobSpec? FindSpec(JobReference reference) => Find(reference) is var (job, _)
        ? job.Spec with { DependsOn = null }
        : throw Error(BatchErrorCode.NotFound, $"There is no job {reference}.", reference.ToString());

    internal RestartResult Restart(JobReference reference)
    {
        if (Find(reference) is not var (job, _))
        {
            throw Error(BatchErrorCode.NotFound, $"There is no job {reference}.", reference.ToString());
        }

        var again = job.Tasks.Where(task => task.State is JobState.Failed or JobState.Cancelled).ToList();
        if (!job.State.IsTerminal() || again.Count == 0)
        {
            throw Error(BatchErrorCode.Conflict, $"{reference} is {job.State}: only what failed can run again.", reference.ToString());
        }

        again.ForEach(_simulator.Restart);
        return new RestartResult
        {
            Job = View(job),
            Indexes = job.IsArray ? again.Select(task => task.Index).ToList() : [],
            RevivedDependents = Revive(job).Select(revived => revived.Reference).ToList(),
        };
    }

    private List<JobRecord> Revive(JobRecord job)
    {
        var revived = new List<JobRecord>();
        foreach (var dependent in job.Dependents)
        {
            var cancelled = dependent.Tasks.Where(task => task.Cause == JobCause.DependencyFailed).ToList();
            if (cancelled.Count > 0 && !revived.Contains(dependent))
            {
                cancelled.ForEach(_simulator.Restart);
                revived.Add(dependent);
                revived.AddRange(Revive(dependent).Except(revived));
            }
        }

        return revived;
    }

    private JobRecord Create(ProviderPlan plan, SubmissionKey key)
    {
        var spec = plan.Request.Spec;
        var number = _order.Count;
        var id = Options.RepeatedSubmit == RepeatedSubmit.SecondJob ? "job-" + Guid.NewGuid().ToString("N") : key.Id.ToString();
        var job = new JobRecord(id, number, plan, key, QueueFor(plan.Request), _simulator.Now);
        foreach (var dependency in spec.DependsOn ?? [])
        {
            if (Find(JobReference.Parse(dependency.Job)) is not var (predecessor, index))
            {
                throw Error(BatchErrorCode.InvalidSpec, $"There is no job {dependency.Job} to wait for.", SpecPointers.DependsOn);
            }

            if (dependency.Mode == DependencyMode.IndexToIndex && predecessor.Size != job.Size)
            {
                throw Error(BatchErrorCode.InvalidSpec, $"{dependency.Job} has {predecessor.Size} children, this job {job.Size}.", SpecPointers.DependsOn);
            }

            job.Dependencies.Add(new DependencyRecord(predecessor, index, dependency.Mode ?? DependencyMode.Whole, dependency.On ?? DependencyCondition.Success));
        }

        foreach (var predecessor in job.Dependencies.Select(dependency => dependency.Predecessor).Distinct())
        {
            predecessor.Dependents.Add(job);
        }

        _jobs.Add(id, job);
        _order.Add(job);
        _listsBefore[id] = Options.StaleReads;
        return job;
    }

    private void Arrive(JobRecord job, int count)
    {
        _simulator.Accept(job.Tasks.Take(count).Skip(job.Arrived).ToList());
        job.Arrived = count;
    }

    private Page<Job> ListJobs(JobQuery query, int end)
    {
        var items = new List<Job>();
        var size = Math.Min(Options.PageSize, query.PageSize ?? Options.PageSize);
        while (end > 0 && items.Count < size)
        {
            var record = _order[--end];
            if (_listsBefore[record.Id] > 0)
            {
                _listsBefore[record.Id]--;
                continue;
            }

            var job = _staleLists.Show(record.Id, record.Version, () => View(record));
            if (Options.ListsIgnoreFilters || query.Matches(job))
            {
                items.Add(job);
            }
        }

        return new Page<Job>(items, end > 0 ? Token(end) : null);
    }

    private Page<Job> ListChildren(JobQuery query, JobReference parent, int start)
    {
        if (Find(parent) is not var (job, _))
        {
            throw Error(BatchErrorCode.NotFound, $"There is no job {parent}.", parent.ToString());
        }

        var items = new List<Job>();
        var size = Math.Min(Options.PageSize, query.PageSize ?? Options.PageSize);
        var arrived = job.IsArray ? job.Arrived : 0;
        while (start < arrived && items.Count < size)
        {
            var child = Child(_staleLists, job.Tasks[start++]);
            if (Options.ListsIgnoreFilters || query.Matches(child))
            {
                items.Add(child);
            }
        }

        return new Page<Job>(items, start < arrived ? Token(start) : null);
    }

    private string Token(int position) => position.ToString(CultureInfo.InvariantCulture) + (Options.EmptyPages ? "-" : string.Empty);

    private Job View(JobRecord job) => _views.Of(job);

    private Job Child(StaleViews stale, TaskRecord task) =>
        stale.Show($"{task.Job.Id}#{task.Index}", task.Version, () => _views.Of(task));

    /// <summary>The job, and the index where a child is meant; null when there is none.</summary>
    private (JobRecord Job, int? Index)? Find(JobReference reference) =>
        reference.Provider == InMemoryBatchProvider.ProviderName && _jobs.TryGetValue(reference.Id, out var job)
            && (reference.Index is null || (job.IsArray && reference.Index < job.Arrived))
                ? (job, reference.Index)
                : null;

    private IEnumerable<TaskRecord> FindTasks(JobReference reference) =>
        Find(reference) is not var (job, index) ? [] : index is { } one ? [job.Tasks[one]] : job.Tasks;

    private string? FindQueueOf(JobReference reference)
    {
        lock (_gate)
        {
            return Find(reference)?.Job.Queue.Spec.Name;
        }
    }

    private static BatchException Error(BatchErrorCode code, string message, string resource) =>
        new(code, message) { Provider = InMemoryBatchProvider.ProviderName, Resource = resource, NativeCode = code.ToString() };
}
