namespace MultiBatch.Jobs;

/// <summary>Questions to ask of a <see cref="JobState"/>.</summary>
public static class JobStates
{
    /// <summary>The states, in order, <see cref="JobState.Unknown"/> left out.</summary>
    public static IReadOnlyList<JobState> Ordered { get; } =
    [
        JobState.Submitted, JobState.Blocked, JobState.Queued, JobState.Starting,
        JobState.Running, JobState.Succeeded, JobState.Failed, JobState.Cancelled,
    ];

    /// <summary>True for a state that never changes again but by a restart.</summary>
    public static bool IsTerminal(this JobState state) => state >= JobState.Succeeded;

    /// <summary>
    /// The state of an array parent from its children: once all ended, Failed if any failed, else Cancelled if any was cancelled, else
    /// Succeeded; before that, Running once any child has started, else the furthest state of a child.
    /// </summary>
    /// <param name="counts">The children, counted.</param>
    /// <returns>The state; <see cref="JobState.Unknown"/> when there are no children or some are unknown and none decides.</returns>
    public static JobState OfArray(JobStateCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);

        if (counts.Total == 0)
        {
            return JobState.Unknown;
        }

        if (counts.Terminal == counts.Total)
        {
            return counts[JobState.Failed] > 0 ? JobState.Failed
                : counts[JobState.Cancelled] > 0 ? JobState.Cancelled
                : JobState.Succeeded;
        }

        // A child that ended while others wait has started the array, unless it was cancelled before it ran.
        if (counts[JobState.Running] + counts[JobState.Succeeded] + counts[JobState.Failed] > 0)
        {
            return JobState.Running;
        }

        for (var state = JobState.Starting; state >= JobState.Submitted; state--)
        {
            if (counts[state] > 0)
            {
                return state;
            }
        }

        return JobState.Unknown;
    }
}
