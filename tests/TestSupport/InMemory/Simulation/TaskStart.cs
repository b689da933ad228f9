using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.TestSupport.InMemory.Programs;

namespace MultiBatch.TestSupport.InMemory.Simulation;

/// <summary>What happens between having a machine and running: the image, the secrets, the environment, the program.</summary>
internal static class TaskStart
{
    /// <summary>An image of this name cannot be fetched.</summary>
    public const string MissingImage = "missing";

    public static (TaskRun? Run, TaskEnd? Failure) Start(TaskRecord task, AttemptRecord attempt, InMemoryWorld world)
    {
        var spec = task.Job.Spec;
        if (spec.Image == MissingImage)
        {
            return (null, TaskEnd.NotStarted(JobCause.ImagePull, $"no such image: {spec.Image}"));
        }

        var environment = Environment(task, attempt);
        foreach (var (name, reference) in spec.Secrets ?? new Dictionary<string, SecretReference>())
        {
            if (world.FindSecret(SecretName(reference)!) is not { } value)
            {
                return (null, TaskEnd.NotStarted(JobCause.StartError, $"no such secret: {reference}"));
            }

            environment[name] = value;
        }

        return TaskRun.Start(spec, new TaskSurroundings(environment, attempt.Output, world, spec.Mounts ?? []));
    }

    /// <summary>The name in a reference <c>memory:NAME</c>; null for another form.</summary>
    public static string? SecretName(SecretReference reference) =>
        reference.Source.StartsWith("memory:", StringComparison.Ordinal) ? reference.Source["memory:".Length..] : null;

    private static Dictionary<string, string> Environment(TaskRecord task, AttemptRecord attempt)
    {
        var job = task.Job;
        var environment = new Dictionary<string, string>(job.Spec.Env ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        var index = job.Request.RestartIndexes?[task.Index] ?? task.Index;
        if (job.Spec.Array?.Tasks is { } table)
        {
            for (var column = 0; column < table.Columns.Count; column++)
            {
                environment[table.Columns[column]] = table.Rows[index][column];
            }
        }

        environment[RuntimeVariables.JobId] = job.Id;
        environment[RuntimeVariables.ArrayIndex] = index.ToString(CultureInfo.InvariantCulture);
        environment[RuntimeVariables.ArraySize] = job.WholeSize.ToString(CultureInfo.InvariantCulture);
        environment[RuntimeVariables.Attempt] = (attempt.Number + (job.Request.Segment?.AttemptsBefore ?? 0)).ToString(CultureInfo.InvariantCulture);
        return environment;
    }
}
