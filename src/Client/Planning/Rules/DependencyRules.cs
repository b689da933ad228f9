using MultiBatch.Jobs;

namespace MultiBatch.Planning.Rules;

/// <summary>Dependencies: on jobs of this connection, each once, in a mode that fits.</summary>
internal static class DependencyRules
{
    public static void Check(JobSpec spec, string provider, string? connection, PlanNotes notes)
    {
        for (var index = 0; index < spec.DependsOn?.Count; index++)
        {
            var (dependency, item) = (spec.DependsOn[index], SpecPointers.Item(SpecPointers.DependsOn, index));
            var pointer = item + "/job";
            if (!JobReference.TryParse(dependency.Job, out var reference))
            {
                notes.Invalid(pointer, $"'{dependency.Job}' is no job reference, and no other job of this submit has that name", "write a reference as submit prints it, or the name of a job submitted together with this one");
                continue;
            }

            if (reference!.Provider != provider || (reference.Connection is { } other && connection is not null && other != connection))
            {
                notes.Invalid(pointer, $"{dependency.Job} is of another connection; a job can wait for jobs of its own connection only", "submit both to the same connection");
            }

            if (reference.Attempt is not null)
            {
                notes.Invalid(pointer, $"{dependency.Job} names an attempt; a job waits for jobs and children", $"leave out @{reference.Attempt}");
            }

            if (dependency.Mode == DependencyMode.IndexToIndex && (spec.Array is null || reference.Index is not null))
            {
                notes.Invalid(item + "/mode", spec.Array is null ? "indexToIndex needs an array on both sides; this job is none" : "indexToIndex waits for every child of an array; the reference names one child", "use mode whole");
            }

            if (spec.DependsOn.Take(index).Any(earlier => earlier.Job == dependency.Job))
            {
                notes.Invalid(pointer, $"{dependency.Job} is waited for twice", "name each job once");
            }
        }
    }
}
