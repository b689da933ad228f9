using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>The jobs of one queue, newest first, as a list over several queues takes them.</summary>
internal sealed class QueueCursor
{
    private readonly Func<string, string?, CancellationToken, Task<ListJobsResponse>> _read;
    private readonly string _queue;
    private readonly Queue<JobSummary> _page = new();
    private string? _token;
    private string? _next;
    private bool _isRead;
    private long? _createdAt;
    private List<string> _ids;

    public QueueCursor(ListToken.Place place, Func<string, string?, CancellationToken, Task<ListJobsResponse>> read)
    {
        _read = read;
        _queue = place.Queue;
        _token = place.Token;
        _createdAt = place.CreatedAt;
        _ids = [.. place.Ids];
    }

    /// <summary>The next job, not taken yet; null when there is none.</summary>
    public async Task<JobSummary?> PeekAsync(CancellationToken cancellationToken)
    {
        while (_page.Count == 0)
        {
            if (_isRead)
            {
                if (_next is null)
                {
                    return null;
                }

                _token = _next;
            }

            var page = await _read(_queue, _token, cancellationToken).ConfigureAwait(false);
            _isRead = true;
            _next = string.IsNullOrEmpty(page.NextToken) ? null : page.NextToken;
            foreach (var job in page.JobSummaryList ?? [])
            {
                // The page may have been read before, and jobs that came since may have pushed others on.
                if (job.JobId is not null && (_createdAt is not { } last || job.CreatedAt < last || (job.CreatedAt == last && !_ids.Contains(job.JobId))))
                {
                    _page.Enqueue(job);
                }
            }
        }

        return _page.Peek();
    }

    /// <summary>Takes the job that was peeked at.</summary>
    public JobSummary Take()
    {
        var job = _page.Dequeue();
        if (job.CreatedAt != _createdAt)
        {
            _createdAt = job.CreatedAt;
            _ids = [];
        }

        _ids.Add(job.JobId!);
        return job;
    }

    public ListToken.Place Place => new() { Queue = _queue, Token = _token, CreatedAt = _createdAt, Ids = _ids };
}
