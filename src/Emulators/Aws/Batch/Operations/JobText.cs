using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Operations;

/// <summary>Jobs as lists and descriptions show them.</summary>
internal static class JobText
{
    /// <summary>A job in a list.</summary>
    /// <param name="state">The state, for ARNs.</param>
    /// <param name="job">The job.</param>
    /// <param name="seen">The state it is shown in, which may be one of a moment ago.</param>
    public static JsonObject Summary(BatchState state, JobEntry job, JobStatus seen)
    {
        var item = new JsonObject
        {
            ["jobArn"] = state.ArnOf("job", job.Id),
            ["jobId"] = job.Id,
            ["jobName"] = job.Name,
            ["createdAt"] = job.CreatedAt.ToUnixTimeMilliseconds(),
            ["status"] = seen.Text(),
            ["jobDefinition"] = job.Terms.Definition.Arn,
            ["isCancelled"] = job.IsCancelled,
            ["isTerminated"] = job.IsTerminated,
        };
        var isFresh = seen == job.Status;
        item.Put("statusReason", isFresh ? job.StatusReason : null);
        item.Put("startedAt", seen >= JobStatus.Running ? Milliseconds(job.StartedAt) : null);
        item.Put("stoppedAt", isFresh ? Milliseconds(job.StoppedAt) : null);
        item.Put("shareIdentifier", job.Terms.Share);
        if (isFresh && job.Status.HasEnded() && job.Latest is { } attempt)
        {
            var container = new JsonObject();
            container.Put("exitCode", attempt.ExitCode);
            container.Put("reason", attempt.Reason);
            item["container"] = container;
        }

        item.Put("arrayProperties", job.IsArray ? new JsonObject { ["size"] = job.Children!.Length } : job.Index is { } index ? new JsonObject { ["index"] = index } : null);
        return item;
    }

    /// <summary>A job as it is described.</summary>
    public static JsonObject Detail(BatchContext context, JobEntry job, JobStatus seen)
    {
        var terms = job.Terms;
        var isFresh = seen == job.Status;
        var item = new JsonObject
        {
            ["jobArn"] = context.State.ArnOf("job", job.Id),
            ["jobName"] = job.Name,
            ["jobId"] = job.Id,
            ["jobQueue"] = job.Queue.Arn,
            ["status"] = seen.Text(),
            ["createdAt"] = job.CreatedAt.ToUnixTimeMilliseconds(),
            ["jobDefinition"] = terms.Definition.Arn,
            ["parameters"] = terms.Parameters.ToJson(),
            ["dependsOn"] = terms.DependsOn.Copy() ?? new JsonArray(),
            ["attempts"] = new JsonArray([.. (isFresh ? job.Attempts : []).Select(attempt => (JsonNode)Attempt(context, attempt))]),
            ["container"] = Container(context, job, isFresh),
            ["tags"] = terms.Tags.ToJson(),
            ["platformCapabilities"] = new JsonArray(terms.IsFargate ? "FARGATE" : "EC2"),
            ["isCancelled"] = job.IsCancelled,
            ["isTerminated"] = job.IsTerminated,
        };
        item.Put("statusReason", isFresh ? job.StatusReason : null);
        item.Put("startedAt", seen >= JobStatus.Running || (job.IsArray && isFresh) ? Milliseconds(job.StartedAt) : null);
        item.Put("stoppedAt", isFresh ? Milliseconds(job.StoppedAt) : null);
        item.Put("retryStrategy", terms.Retry.Spec?.DeepClone());
        item.Put("timeout", terms.Timeout is { } timeout ? new JsonObject { ["attemptDurationSeconds"] = (long)timeout.TotalSeconds } : null);
        item.Put("shareIdentifier", terms.Share);
        item.Put("schedulingPriority", terms.Share is null ? null : terms.Priority);
        item.Put("propagateTags", terms.PropagateTags);
        if (job.IsArray)
        {
            var summary = new JsonObject();
            for (var status = JobStatus.Submitted; status <= JobStatus.Failed; status++)
            {
                summary[status.Text()] = job.Summary[(int)status];
            }

            item["arrayProperties"] = new JsonObject { ["statusSummary"] = summary, ["size"] = job.Children!.Length };
        }
        else if (job.Index is { } index)
        {
            item["arrayProperties"] = new JsonObject { ["statusSummary"] = new JsonObject(), ["index"] = index };
        }

        return item;
    }

    private static JsonObject Container(BatchContext context, JobEntry job, bool isFresh)
    {
        var container = (JsonObject)job.Terms.Container.DeepClone();
        var attempt = isFresh ? job.Latest : null;
        if (attempt is null && !context.Quirks.IsOn(AwsQuirks.ParentHasNoStream) && job.Children is { } children)
        {
            container.Put("logStreamName", children[0].Latest?.LogStream);
        }

        if (attempt is not null)
        {
            Fill(context, container, attempt);
        }

        container["networkInterfaces"] = new JsonArray();
        return container;
    }

    private static JsonObject Attempt(BatchContext context, AttemptEntry attempt)
    {
        var container = new JsonObject { ["networkInterfaces"] = new JsonArray() };
        Fill(context, container, attempt);
        var item = new JsonObject { ["container"] = container, ["statusReason"] = attempt.StatusReason };
        item.Put("startedAt", Milliseconds(attempt.StartedAt));
        item.Put("stoppedAt", Milliseconds(attempt.StoppedAt));
        return item;
    }

    private static void Fill(BatchContext context, JsonObject container, AttemptEntry attempt)
    {
        var prefix = $"arn:aws:ecs:{context.State.Region}:{context.State.Account}:";
        var cluster = $"{attempt.Environment.Name}_Batch_{attempt.Environment.Uuid}";
        container["taskArn"] = $"{prefix}task/{cluster}/{attempt.TaskId}";
        container.Put("containerInstanceArn", attempt.InstanceId is { } instance ? $"{prefix}container-instance/{cluster}/{instance[2..]}" : null);
        container.Put("exitCode", attempt.ExitCode);
        container.Put("reason", attempt.Reason);
        container.Put("logStreamName", attempt.LogStream ?? (context.Quirks.IsOn(AwsQuirks.StreamFromRunning) ? null : $"default/default/{attempt.TaskId}"));
    }

    private static JsonNode? Milliseconds(DateTimeOffset? time) => time is { } moment ? JsonValue.Create(moment.ToUnixTimeMilliseconds()) : null;
}
