using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Dependencies;

/// <summary>Whether a dependency makes sense between two jobs; the same for a plan and a submit. Pure.</summary>
internal static class DependencyCheck
{
    /// <param name="dependency">What is waited for.</param>
    /// <param name="reference">Its reference.</param>
    /// <param name="predecessorSize">The children of the predecessor; null for a single job.</param>
    /// <param name="size">The children of the job that waits; null for a single job.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Problem(JobDependency dependency, JobReference reference, int? predecessorSize, int? size)
    {
        if (dependency.Mode == DependencyMode.IndexToIndex)
        {
            return reference.Index is not null ? "Index by index waits for a whole array, not for one child; leave the index out of the reference."
                : size is null || predecessorSize is null ? "Index by index is between two arrays; wait for the whole job, or for one child of it."
                : size != predecessorSize ? $"Index by index is between arrays of the same size; this one has {size} children and {reference} has {predecessorSize}."
                : null;
        }

        return reference.Index is not { } index ? null
            : predecessorSize is null ? $"{reference.Parent} is no array and has no child {index}."
            : index >= predecessorSize ? $"{reference.Parent} has {predecessorSize} children, numbered from 0; there is no child {index}."
            : null;
    }
}
