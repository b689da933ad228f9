using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>Looks up what became of a submission, by its id, which is that of its tasks. Exact: the service shows a task as soon as it has accepted it.</summary>
internal sealed class SubmissionFinder
{
    private readonly JobReader _reader;
    private readonly Generations _generations;

    public SubmissionFinder(JobReader reader, Generations generations)
    {
        _reader = reader;
        _generations = generations;
    }

    public async Task<SubmissionLookup> FindAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        if (await _generations.ReadAsync(key.Queue, withPool: false, cancellationToken).ConfigureAwait(false) is not { } queue)
        {
            return new SubmissionLookup { Status = SubmissionStatus.Absent };
        }

        foreach (var generation in queue.Generations)
        {
            var tasks = await _reader.Tasks.ListJobAsync(generation.Id!, key.Id.ToString(), cancellationToken).ConfigureAwait(false);
            if (tasks.Count == 0)
            {
                continue;
            }

            var note = tasks.Find(task => task.Note is not null)?.Note;
            var isWhole = tasks.Count >= (note?.Size ?? 1) + (note?.Barriers ?? 0);
            if (tasks.TrueForAll(task => task.IsBarrier))
            {
                // Only what waits for others was added: there is no job to show yet.
                return new SubmissionLookup { Status = SubmissionStatus.Partial, Job = Begun(key, generation.Id!), State = Ids(tasks) };
            }

            await _reader.CompleteAsync(tasks, cancellationToken).ConfigureAwait(false);
            _reader.Known.Note(key.Id.ToString(), generation.Id!, note?.Size);
            return new SubmissionLookup
            {
                Status = isWhole ? SubmissionStatus.Found : SubmissionStatus.Partial, Job = JobReader.MapJob(tasks), State = isWhole ? null : Ids(tasks),
            };
        }

        return new SubmissionLookup { Status = SubmissionStatus.Absent };
    }

    private static HashSet<string> Ids(List<SeenTask> tasks) => new(tasks.Select(task => task.TaskId), TaskIds.Comparer);

    private static MultiBatch.Jobs.Job Begun(SubmissionKey key, string generation) => new()
    {
        Reference = JobMapper.ReferenceOf(key.Id.ToString(), generation),
        Name = key.JobName,
        Queue = key.Queue,
        State = MultiBatch.Jobs.JobState.Submitted,
        ArraySize = key.ArraySize,
        SubmissionId = key.Id.ToString(),
    };
}
