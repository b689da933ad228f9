using MultiBatch.Jobs;

namespace MultiBatch.Waiting;

/// <summary>Tells of the children of arrays: lists them when the counts of their parent have changed, and tells of those that moved.</summary>
internal sealed class ChildReporter(ClientServices services, IProgress<Job> progress)
{
    private readonly Dictionary<JobReference, JobStateCounts> _counts = [];
    private readonly Dictionary<JobReference, JobProgress> _told = [];

    public async Task ReportAsync(Job parent, CancellationToken cancellationToken)
    {
        if (parent.ArraySize is null || parent.Index is not null || parent is { IsHeld: true, State: <= JobState.Blocked })
        {
            return;
        }

        if (parent.Children is { } counts && _counts.TryGetValue(parent.Reference, out var before) && counts.Equals(before))
        {
            return;
        }

        await foreach (var child in services.Jobs.ListAsync(new JobQuery { ChildrenOf = parent.Reference }, cancellationToken).ConfigureAwait(false))
        {
            if (child.State != JobState.Unknown && (!_told.TryGetValue(child.Reference, out var told) || child.Progress > told))
            {
                _told[child.Reference] = child.Progress;
                progress.Report(child);
            }
        }

        if (parent.Children is not null)
        {
            _counts[parent.Reference] = parent.Children;
        }
    }
}
