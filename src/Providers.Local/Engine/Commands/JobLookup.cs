using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Commands;

/// <summary>Finds what a reference means.</summary>
internal static class JobLookup
{
    /// <summary>The job and, for a child, its index; null when there is none.</summary>
    public static (JobEntry Job, int? Index)? Find(EngineState state, JobReference reference) => Pick(state.Jobs.Find(reference.Id), reference);

    /// <summary>As <see cref="Find"/>, only to look at it: a job that ended a while ago may be a copy.</summary>
    public static (JobEntry Job, int? Index)? Peek(EngineState state, JobReference reference) => Pick(state.Jobs.Peek(reference.Id), reference);

    /// <exception cref="BatchException">There is no such job.</exception>
    public static (JobEntry Job, int? Index) Get(EngineState state, JobReference reference) =>
        Find(state, reference) ?? throw EngineErrors.NoJob(reference);

    private static (JobEntry Job, int? Index)? Pick(JobEntry? job, JobReference reference)
    {
        if (job is null)
        {
            return null;
        }

        if (reference.Index is not { } index)
        {
            return (job, null);
        }

        return job.IsArray && index < job.Tasks.Length ? (job, index) : null;
    }
}
