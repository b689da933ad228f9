using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Azure.Scheduling;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Rules;

/// <summary>Limits that tasks are held to, and what tasks look like once they are made.</summary>
internal static class TaskRules
{
    private const int LongestDependencies = 64_000;
    private const int MostOfRanges = 100_000;
    private static readonly string[] OtherConditions = ["preProcessingError", "fileUploadError", "default"];
    private static readonly TimeSpan UsualRetention = TimeSpan.FromDays(7);

    public static JsonObject UsualUser() => new() { ["autoUser"] = new JsonObject { ["scope"] = "pool", ["elevationLevel"] = "nonadmin" } };

    /// <summary>Makes a task of what was asked for.</summary>
    /// <exception cref="AzureException">Something is outside its limits.</exception>
    public static TaskEntry Make(AzureContext context, JobEntry job, JsonObject body, bool isManager = false)
    {
        var id = CommonRules.Id(body);
        if (body.ContainsKey("multiInstanceSettings"))
        {
            throw AzureException.InvalidValue("multiInstanceSettings", id, "The emulator has no tasks of several instances.");
        }

        CommonRules.Variables(body, "environmentSettings");
        Containers(context, job, body);
        var slots = CommonRules.Number(body, "requiredSlots", 1, 256) ?? 1;
        if (!context.Quirks.IsOn(AzureQuirks.SlotsNotChecked) && context.State.Pools.GetValueOrDefault(job.PoolId)?.SlotsPerNode < slots)
        {
            throw AzureException.InvalidValue("requiredSlots", slots.ToString(CultureInfo.InvariantCulture), "A node of the pool has fewer slots.");
        }

        if (body.ContainsKey("dependsOn") && !job.UsesDependencies)
        {
            throw new AzureException(400, "TaskDependenciesNotSpecifiedOnJob", "The job does not use task dependencies.");
        }

        ExitConditions(job, body);
        var spec = Shown(context, body);
        var now = context.Now;
        var task = new TaskEntry
        {
            Id = id,
            Job = job,
            Ordinal = context.State.TakeOrdinal(),
            CreatedAt = now,
            Modified = now,
            CommandLine = body.RequiredText("commandLine"),
            Slots = slots,
            ExitConditions = body.Object("exitConditions").Copy() as JsonObject,
            IsManager = isManager,
            Spec = [],
        };
        Constrain(context, task, spec, body.Object("constraints") ?? []);
        return task;
    }

    /// <summary>The ids a task depends on.</summary>
    /// <exception cref="AzureException">There are too many.</exception>
    public static IReadOnlyList<string> Predecessors(JsonObject body)
    {
        if (body.Object("dependsOn") is not { } terms)
        {
            return [];
        }

        var ids = terms.Texts("taskIds").ToList();
        if (ids.Sum(id => id.Length) > LongestDependencies)
        {
            throw new AzureException(400, "TaskDependencyListTooLong", "The list of task ids that the task depends on is too long.");
        }

        foreach (var range in terms.Objects("taskIdRanges"))
        {
            var (start, end) = (range.Whole("start")!.Value, range.Whole("end")!.Value);
            if (end < start || end - start > MostOfRanges)
            {
                throw AzureException.InvalidValue("taskIdRanges", string.Create(CultureInfo.InvariantCulture, $"{start}-{end}"), "The range is empty or too long.");
            }

            for (var id = start; id <= end; id++)
            {
                ids.Add(id.ToString(CultureInfo.InvariantCulture));
            }
        }

        return ids;
    }

    /// <summary>Sets the constraints of a task, with those of its job and the usual ones for what is left out.</summary>
    /// <exception cref="AzureException">Something is outside its limits.</exception>
    public static void Constrain(AzureContext context, TaskEntry task, JsonObject spec, JsonObject constraints)
    {
        task.MaxRetries = CommonRules.Number(constraints, "maxTaskRetryCount", -1, int.MaxValue) ?? (context.Quirks.IsOn(AzureQuirks.InheritsRetries) ? task.Job.MaxRetries : 0);
        var limit = CommonRules.Duration(constraints, "maxWallClockTime", TimeSpan.FromSeconds(1), TimeSpan.MaxValue);
        task.MaxWallClock = limit == TimeSpan.MaxValue ? null : limit;
        task.Retention = CommonRules.Duration(constraints, "retentionTime", TimeSpan.Zero, TimeSpan.MaxValue) ?? UsualRetention;
        var shown = new JsonObject();
        shown.Put("maxWallClockTime", Limit(context, task.MaxWallClock));
        shown["retentionTime"] = WireText.Duration(task.Retention);
        shown["maxTaskRetryCount"] = task.MaxRetries;
        spec["constraints"] = shown;
        task.Spec = Encoding.UTF8.GetBytes(spec.ToJsonString());
    }

    /// <summary>How a limit on the time is shown; null when it is not.</summary>
    public static string? Limit(AzureContext context, TimeSpan? limit) =>
        limit is { } time ? WireText.Duration(time) : context.Quirks.IsOn(AzureQuirks.NoLimitIsMaximum) ? WireText.Duration(TimeSpan.MaxValue) : null;

    private static JsonObject Shown(AzureContext context, JsonObject body)
    {
        var spec = body.CopyWithout("id");
        PoolRules.Hide(spec);
        spec["userIdentity"] ??= UsualUser();
        spec["requiredSlots"] ??= 1;
        foreach (var file in spec.Objects("outputFiles"))
        {
            if (file.Object("uploadOptions") is { } options && options.Text("uploadCondition") is { } condition)
            {
                options["uploadCondition"] = condition.ToUpperInvariant() switch
                {
                    "TASKSUCCESS" => context.Echo("tasksuccess", "TaskSuccess"),
                    "TASKFAILURE" => context.Echo("taskfailure", "TaskFailure"),
                    _ => context.Echo("taskcompletion", "TaskCompletion"),
                };
            }
        }

        return spec;
    }

    private static void Containers(AzureContext context, JobEntry job, JsonObject body)
    {
        if (!context.Quirks.IsOn(AzureQuirks.ContainersMatchPool) || context.State.Pools.GetValueOrDefault(job.PoolId) is not { } pool)
        {
            return;
        }

        var image = body.Object("containerSettings")?.Text("imageName");
        if (pool.HasContainers != image is not null)
        {
            throw AzureException.InvalidValue(
                "containerSettings", image ?? "null",
                image is null ? "The pool has a container configuration: tasks need container settings." : "The pool has no container configuration: tasks cannot have container settings.");
        }
    }

    private static void ExitConditions(JobEntry job, JsonObject body)
    {
        if (job.ActsOnFailure || body.Object("exitConditions") is not { } conditions)
        {
            return;
        }

        var options = conditions.Objects("exitCodes").Concat(conditions.Objects("exitCodeRanges")).Select(rule => rule.Object("exitOptions"))
            .Concat(OtherConditions.Select(name => conditions.Object(name)));
        if (options.FirstOrDefault(option => option?.Text("jobAction") is { } action && !string.Equals(action, "none", StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            throw AzureException.InvalidValue("jobAction", found.Text("jobAction")!, "The job's onTaskFailure is noaction: nothing can become of it.");
        }
    }
}
