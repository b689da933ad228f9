using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Azure.Scheduling;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Rules;

/// <summary>Limits that jobs are held to, and what jobs look like once they are made.</summary>
internal static class JobRules
{
    /// <summary>Makes a job of what was asked for.</summary>
    /// <param name="context">The emulator.</param>
    /// <param name="id">The job's id.</param>
    /// <param name="poolId">The id of its pool.</param>
    /// <param name="body">What was asked for.</param>
    /// <exception cref="AzureException">Something is outside its limits.</exception>
    public static JobEntry Make(AzureContext context, string id, string poolId, JsonObject body)
    {
        if (body.ContainsKey("jobReleaseTask") && !body.ContainsKey("jobPreparationTask"))
        {
            throw AzureException.InvalidValue("jobReleaseTask", id, "A job with a release task needs a preparation task.");
        }

        CommonRules.Variables(body, "commonEnvironmentSettings");
        var spec = body.CopyWithout("id");
        PoolRules.Hide(spec);
        spec["usesTaskDependencies"] ??= false;
        spec["onTaskFailure"] = body.Text("onTaskFailure")?.ToLowerInvariant() ?? "noaction";
        var now = context.Now;
        var job = new JobEntry(context.State.Ids)
        {
            Id = id,
            Ordinal = context.State.TakeOrdinal(),
            CreatedAt = now,
            Modified = now,
            StartedAt = now,
            PoolId = poolId,
            Spec = spec,
            UsesDependencies = body.Flag("usesTaskDependencies") == true,
            ActsOnFailure = string.Equals(body.Text("onTaskFailure"), "performexitoptionsjobaction", StringComparison.OrdinalIgnoreCase),
        };
        Set(context, job, body, replaces: true);
        return job;
    }

    /// <summary>Sets what can be changed of a job later.</summary>
    /// <param name="context">The emulator.</param>
    /// <param name="job">The job.</param>
    /// <param name="body">What was asked for.</param>
    /// <param name="replaces">Whether what is left out becomes as usual; false when it stays.</param>
    /// <exception cref="AzureException">Something is outside its limits.</exception>
    public static void Set(AzureContext context, JobEntry job, JsonObject body, bool replaces)
    {
        var priority = body.Whole("priority") is { } value && value is < -1000 or > 1000
            ? throw new AzureException(400, "OutOfRangePriority", "The specified priority is out of range.", ("Priority", value.ToString(CultureInfo.InvariantCulture)))
            : (int?)body.Whole("priority");
        var parallel = CommonRules.Number(body, "maxParallelTasks", -1, int.MaxValue);
        var constraints = body.Object("constraints");
        var limit = constraints is null ? null : CommonRules.Duration(constraints, "maxWallClockTime", TimeSpan.FromSeconds(1), TimeSpan.MaxValue);
        var retries = constraints is null ? null : CommonRules.Number(constraints, "maxTaskRetryCount", -1, int.MaxValue);
        var ends = body.Text("onAllTasksComplete");

        job.Priority = priority ?? (replaces ? 0 : job.Priority);
        job.MaxParallel = parallel ?? (replaces ? -1 : job.MaxParallel);
        job.EndsWithTasks = ends is null ? !replaces && job.EndsWithTasks : string.Equals(ends, "terminatejob", StringComparison.OrdinalIgnoreCase);
        job.Spec["priority"] = job.Priority;
        job.Spec["maxParallelTasks"] = job.MaxParallel;
        job.Spec["allowTaskPreemption"] = body.Flag("allowTaskPreemption") ?? (!replaces && job.Spec.Flag("allowTaskPreemption") == true);
        job.Spec["onAllTasksComplete"] = job.EndsWithTasks ? "terminatejob" : "noaction";
        if (constraints is not null || replaces)
        {
            job.MaxRetries = retries ?? 0;
            var shown = new JsonObject();
            shown.Put("maxWallClockTime", TaskRules.Limit(context, limit == TimeSpan.MaxValue ? null : limit));
            shown["maxTaskRetryCount"] = job.MaxRetries;
            job.Spec["constraints"] = shown;
            job.WallClock = limit == TimeSpan.MaxValue ? null : limit;
        }

        if (body.ContainsKey("metadata") || replaces)
        {
            job.Spec.Remove("metadata");
            job.Spec.Put("metadata", body["metadata"].Copy());
        }
    }
}
