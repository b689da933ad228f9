using System.Collections.Concurrent;
using MultiBatch.Jobs;
using MultiBatch.Waiting;

namespace MultiBatch.Held;

/// <summary>
/// Watches, through the client's one poller, the ends that held jobs wait for. However many wait for the same job, it is watched once.
/// Used by one supervision's loop; the poller's calls may come at any time.
/// </summary>
/// <param name="poller">The poller.</param>
/// <param name="onNews">Called when there is something to take; from any thread, and quickly.</param>
internal sealed class EndWatch(JobPoller poller, Action onNews) : IJobWatcher
{
    private readonly ConcurrentQueue<(JobReference Watched, Job? Job, BatchException? Error)> _news = new();
    private readonly Dictionary<JobReference, List<SupervisedJob>> _watched = [];
    private readonly List<JobReference> _toWatch = [];
    private volatile bool _isClosed;

    /// <summary>True once the client was disposed.</summary>
    public bool IsClosed => _isClosed;

    void IJobWatcher.Seen(JobReference watched, Job job)
    {
        if (job.State.IsTerminal())
        {
            Note(watched, job, null);
        }
    }

    void IJobWatcher.Lost(JobReference watched, Job? last, BatchException error) => Note(watched, last, error);

    void IJobWatcher.Closed()
    {
        _isClosed = true;
        onNews();
    }

    /// <summary>Has a job wait for an end. Takes effect with the next <see cref="Begin"/>.</summary>
    public void Add(SupervisedJob job, JobReference reference)
    {
        if (!_watched.TryGetValue(reference, out var waiting))
        {
            _watched.Add(reference, waiting = []);
            _toWatch.Add(reference);
        }

        if (job.Open.Add(reference))
        {
            waiting.Add(job);
        }
    }

    /// <summary>Begins to watch what was added.</summary>
    public void Begin()
    {
        if (_toWatch.Count > 0)
        {
            poller.Watch(_toWatch, this);
            _toWatch.Clear();
        }
    }

    /// <summary>Ends whatever is watched for a job alone.</summary>
    public void Remove(SupervisedJob job)
    {
        foreach (var reference in job.Open)
        {
            if (_watched.TryGetValue(reference, out var waiting) && waiting.Remove(job) && waiting.Count == 0)
            {
                _watched.Remove(reference);
                if (!_toWatch.Remove(reference))
                {
                    poller.Unwatch([reference], this);
                }
            }
        }

        job.Open.Clear();
    }

    /// <summary>Ends everything.</summary>
    public void End() => poller.Unwatch(_watched.Keys, this);

    /// <summary>The next end that was seen, and who waited for it; null when there is none.</summary>
    public (JobReference Ended, Job? Job, BatchException? Error, IReadOnlyList<SupervisedJob> Waiting)? Take()
    {
        while (_news.TryDequeue(out var news))
        {
            if (_watched.TryGetValue(news.Watched, out var waiting))
            {
                _watched.Remove(news.Watched);
                return (news.Watched, news.Job, news.Error, waiting.FindAll(job => job.Open.Remove(news.Watched)));
            }
        }

        return null;
    }

    private void Note(JobReference watched, Job? job, BatchException? error)
    {
        _news.Enqueue((watched, job, error));
        onNews();
    }
}
