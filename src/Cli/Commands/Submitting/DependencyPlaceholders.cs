using MultiBatch.Jobs;

namespace MultiBatch.Cli.Commands.Submitting;

/// <summary>Makes a job of a file plannable by itself.</summary>
internal static class DependencyPlaceholders
{
    /// <summary>Replaces the names of other jobs of the file by references of the shape they will have.</summary>
    public static JobSpec Replace(JobSpec job, IReadOnlyList<JobSpec> all, BatchClient client)
    {
        if (job.DependsOn is not { Count: > 0 } dependencies)
        {
            return job;
        }

        var names = all.Where(other => other.Name is not null).Select(other => other.Name!).ToHashSet(StringComparer.Ordinal);
        return job with
        {
            DependsOn = dependencies.Select(dependency => names.Contains(dependency.Job)
                ? dependency with { Job = new JobReference(client.Provider, dependency.Job) { Connection = client.Connection }.ToString() }
                : dependency).ToList(),
        };
    }
}
