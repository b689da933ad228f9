using MultiBatch.Jobs;

namespace MultiBatch.Held;

/// <summary>Decides from the ends of jobs whether one that waited for them may start.</summary>
internal sealed class DependencyJudge(ClientServices services)
{
    /// <summary>What is watched for a dependency: the job or child named; of an array that is waited for index by index, the array.</summary>
    public JobReference WatchedFor(JobDependency dependency)
    {
        var reference = services.Jobs.Check(JobReference.Parse(dependency.Job));
        return dependency.Mode == DependencyMode.IndexToIndex ? reference.Parent : reference;
    }

    /// <summary>Why an end rules the dependent out as a whole; null when it does not.</summary>
    /// <param name="dependency">The dependency.</param>
    /// <param name="job">The job waited for as it ended; null when nobody knows any more how.</param>
    public static string? RuledOutBy(JobDependency dependency, Job? job) =>
        dependency.Mode == DependencyMode.IndexToIndex && job is not null ? null
        : job is null
            ? dependency.On == DependencyCondition.AnyEnd ? null : $"{dependency.Job} is not known any more, nor how it ended"
        : IsMet(dependency.On, job.State) ? null
        : $"{dependency.Job} ended {job.State}, which rules this job out";

    /// <summary>The verdict, once everything waited for has ended.</summary>
    public async Task<DependencyVerdict> JudgeAsync(
        HeldRecord record, IReadOnlyDictionary<JobReference, Job?> ends, CancellationToken cancellationToken)
    {
        var size = record.ArraySize ?? 0;
        bool[]? isMet = null;
        foreach (var dependency in record.Spec.DependsOn ?? [])
        {
            var job = ends[WatchedFor(dependency)];
            if (RuledOutBy(dependency, job) is { } reason)
            {
                return new DependencyVerdict { RuledOutBecause = reason };
            }

            if (dependency.Mode == DependencyMode.IndexToIndex && job is not null)
            {
                isMet ??= [.. Enumerable.Repeat(true, size)];
                await JudgeChildrenAsync(dependency, job, isMet, cancellationToken).ConfigureAwait(false);
            }
        }

        if (isMet is null || isMet.All(met => met))
        {
            return new DependencyVerdict();
        }

        var indexes = Enumerable.Range(0, size).ToLookup(index => isMet[index]);
        return indexes[true].Any()
            ? new DependencyVerdict { Indexes = [.. indexes[true]], RuledOut = [.. indexes[false]] }
            : new DependencyVerdict { RuledOutBecause = "no child of the array waited for ended as it had to" };
    }

    private static bool IsMet(DependencyCondition? on, JobState state) => on switch
    {
        DependencyCondition.Failure => state is JobState.Failed or JobState.Cancelled,
        DependencyCondition.AnyEnd => true,
        _ => state == JobState.Succeeded,
    };

    private async Task JudgeChildrenAsync(JobDependency dependency, Job job, bool[] isMet, CancellationToken cancellationToken)
    {
        var seen = new bool[isMet.Length];
        await foreach (var child in services.Jobs.ListAsync(new JobQuery { ChildrenOf = job.Reference }, cancellationToken).ConfigureAwait(false))
        {
            if (child.Index is { } index && index < isMet.Length)
            {
                seen[index] = true;
                isMet[index] &= IsMet(dependency.On, child.State);
            }
        }

        for (var index = 0; index < isMet.Length; index++)
        {
            isMet[index] &= seen[index] || dependency.On == DependencyCondition.AnyEnd;
        }
    }
}
