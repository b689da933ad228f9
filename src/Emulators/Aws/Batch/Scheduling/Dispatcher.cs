using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Aws.Batch.Scheduling;

/// <summary>Starts what can start, queue by queue. Belongs to the state's lock.</summary>
internal sealed class Dispatcher
{
    private readonly BatchState _state;
    private readonly Agenda _agenda;
    private readonly EmulatorClock _clock;
    private readonly AwsEmulatorOptions _options;
    private readonly EmulatorQuirks _quirks;
    private readonly Placer _placer;
    private bool _isRequested;

    public Dispatcher(BatchState state, Agenda agenda, EmulatorClock clock, AwsEmulatorOptions options, EmulatorQuirks quirks, Placer placer)
    {
        _state = state;
        _agenda = agenda;
        _clock = clock;
        _options = options;
        _quirks = quirks;
        _placer = placer;
    }

    /// <summary>Starts a job in an environment.</summary>
    public required Action<JobEntry, EnvironmentEntry> Start { get; init; }

    /// <summary>Cancels a job whose queue does not let it wait any longer.</summary>
    public required Action<JobEntry, string> Cancel { get; init; }

    /// <summary>Something has changed: looks at the queues soon, once.</summary>
    public void Request(TimeSpan delay = default)
    {
        if (delay > TimeSpan.Zero)
        {
            _agenda.After(delay, () => Request());
        }
        else if (!_isRequested)
        {
            _isRequested = true;
            _agenda.After(TimeSpan.Zero, Run);
        }
    }

    private void Run()
    {
        _isRequested = false;
        foreach (var queue in _state.Queues.Values.Where(queue => queue.Ready.Count > 0 && queue.Status == ResourceStatus.Valid).OrderByDescending(queue => queue.Priority).ToList())
        {
            Dispatch(queue);
        }
    }

    private void Dispatch(QueueEntry queue)
    {
        var passed = new HashSet<JobEntry>();
        var isHead = true;
        while (_state.BusySlots < _options.MaxProcesses && Next(queue, passed) is { } job)
        {
            var placement = _placer.Place(queue, job);
            if (placement.Environment is { } environment)
            {
                Start(job, environment);
                continue;
            }

            if (placement.Again is { } again)
            {
                Request(again);
            }

            if (isHead || !_quirks.IsOn(AwsQuirks.ReasonOnlyAtHead))
            {
                Explain(queue, job, placement.Reason);
            }

            isHead = false;
            if (queue.HasPolicy || _quirks.IsOn(AwsQuirks.HeadBlocksQueue))
            {
                return;
            }

            passed.Add(job);
        }
    }

    /// <summary>The next job to start: with a fair-share policy, of the share that has used the least for its weight.</summary>
    private JobEntry? Next(QueueEntry queue, HashSet<JobEntry> passed)
    {
        if (!queue.HasPolicy)
        {
            return passed.Count == 0 ? queue.Ready.Min : queue.Ready.FirstOrDefault(job => !passed.Contains(job));
        }

        var policy = _state.Policies.Values.FirstOrDefault(candidate => candidate.Arn == queue.PolicyArn);
        return queue.Ready
            .GroupBy(job => job.Terms.Share ?? string.Empty)
            .OrderBy(share => queue.UsedByShare.GetValueOrDefault(share.Key) * (policy?.WeightOf(share.Key) ?? 1))
            .FirstOrDefault()?.First();
    }

    private void Explain(QueueEntry queue, JobEntry job, string? reason)
    {
        if (reason is null || (queue.Blocked?.Job == job && queue.Blocked.Reason == reason))
        {
            queue.Blocked = reason is null ? null : queue.Blocked;
            return;
        }

        var blocked = new BlockedHead { Job = job, Reason = reason, Since = _clock.Now };
        queue.Blocked = blocked;
        _agenda.After(_clock.Scale(_options.Delays.BlockedReason), () =>
        {
            if (IsStill(queue, blocked))
            {
                job.StatusReason = reason;
            }
        });
        foreach (var limit in queue.TimeLimits?.OfType<System.Text.Json.Nodes.JsonObject>() ?? [])
        {
            var limited = limit.RequiredText("reason");
            if (reason.StartsWith(limited, StringComparison.Ordinal))
            {
                _agenda.After(_clock.Scale(TimeSpan.FromSeconds(limit.Whole("maxTimeSeconds")!.Value)), () =>
                {
                    if (IsStill(queue, blocked))
                    {
                        Cancel(job, StatusReasons.TimeLimit(limited));
                    }
                });
            }
        }
    }

    private static bool IsStill(QueueEntry queue, BlockedHead blocked) => queue.Blocked == blocked && blocked.Job.Status == JobStatus.Runnable;
}
