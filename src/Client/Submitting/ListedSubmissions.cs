using MultiBatch.Jobs;
using MultiBatch.Submissions;

namespace MultiBatch.Submitting;

/// <summary>The submissions of the jobs of one list, and those of them that have two jobs. Used by one thread at a time.</summary>
internal sealed class ListedSubmissions
{
    private const int Most = 100_000;

    private readonly Dictionary<string, Job> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SubmissionKey> _doubled = new(StringComparer.Ordinal);

    public void Add(Job job)
    {
        if (job.IsHeld || job.SubmissionId is not { } text || job.Name is not { } name || job.Queue is not { } queue || !SubmissionId.TryParse(text, out var id))
        {
            return;
        }

        if (!_first.TryGetValue(text, out var other))
        {
            if (_first.Count >= Most)
            {
                _first.Clear();
            }

            _first.Add(text, job);
        }
        else if (other.Reference.Id != job.Reference.Id && !Later(job, other).State.IsTerminal())
        {
            _doubled[text] = new SubmissionKey { Id = id, JobName = name, Queue = queue, ArraySize = job.ArraySize };
        }
    }

    /// <summary>The submissions that have shown two jobs since the last time.</summary>
    public IReadOnlyList<SubmissionKey> TakeDoubled()
    {
        var keys = _doubled.Values.ToList();
        _doubled.Clear();
        return keys;
    }

    // The one that does not count: if that has ended, there is nothing to stop.
    private static Job Later(Job left, Job right) =>
        left.SubmittedAt > right.SubmittedAt || (left.SubmittedAt == right.SubmittedAt && string.CompareOrdinal(left.Reference.Id, right.Reference.Id) > 0) ? left : right;
}
