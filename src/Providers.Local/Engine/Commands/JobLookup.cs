using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Commands;

/// <summary>Finds what a reference means.</summary>
internal static class JobLookup
{
    /// <summary>The job and, for a child, its index; null when there is none.</summary>
    public static (JobEntry Job, int? Index)? Find(EngineState state, JobReference reference)
    {
        if (state.Jobs.Find(reference.Id) is not { } job)
        {
            return null;
        }

        if (reference.Index is not { } index)
        {
            return (job, null);
        }

        return job.IsArray && index < job.Tasks.Length ? (job, index) : null;
    }

    /// <exception cref="BatchException">There is no such job.</exception>
    public static (JobEntry Job, int? Index) Get(EngineState state, JobReference reference) =>
        Find(state, reference) ?? throw EngineErrors.NoJob(reference);
}
