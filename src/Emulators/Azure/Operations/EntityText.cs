using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Azure.Scheduling;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Operations;

/// <summary>Writes pools, nodes and jobs as the service shows them.</summary>
internal sealed class EntityText
{
    private readonly AzureContext _context;

    public EntityText(AzureContext context) => _context = context;

    public JsonObject Pool(PoolEntry pool, string baseUrl, bool withStatistics)
    {
        var url = PoolUrl(baseUrl, pool.Id);
        var json = Head(pool.Id, pool.Spec, url, pool.Modified, pool.CreatedAt);
        json["state"] = pool.IsDeleting ? "deleting" : "active";
        json["stateTransitionTime"] = WireText.Time(pool.Since);
        json["allocationState"] = WireText.Word(pool.Allocation);
        json["allocationStateTransitionTime"] = WireText.Time(pool.AllocationSince);
        json["currentDedicatedNodes"] = pool.Nodes.Count(node => node.IsDedicated);
        json["targetDedicatedNodes"] = pool.TargetDedicated;
        json["currentLowPriorityNodes"] = pool.Nodes.Count(node => !node.IsDedicated && node.Phase != NodePhase.Preempted);
        json["targetLowPriorityNodes"] = pool.TargetSpot;
        json["enableAutoScale"] = pool.AutoScale is not null;
        if (pool.AutoScale is { } terms)
        {
            json["autoScaleFormula"] = terms.Formula;
            json["autoScaleEvaluationInterval"] = WireText.Duration(terms.Interval);
            json.Put("autoScaleRun", terms.Run.Copy());
        }

        json.Put("resizeErrors", pool.ResizeErrors.Copy());
        AddSpec(json, pool.Spec);
        if (withStatistics)
        {
            json["stats"] = new JsonObject { ["url"] = url + "/stats", ["startTime"] = WireText.Time(pool.CreatedAt), ["lastUpdateTime"] = WireText.Time(_context.Now) };
        }

        return json;
    }

    public JsonObject Node(NodeEntry node, string baseUrl)
    {
        var json = new JsonObject
        {
            ["id"] = node.Id,
            ["url"] = NodeUrl(baseUrl, node),
            ["state"] = WireText.Word(node.Phase),
            ["schedulingState"] = node.TakesTasks ? "enabled" : "disabled",
            ["stateTransitionTime"] = WireText.Time(node.Since),
        };
        json.Put("lastBootTime", node.BootedAt is { } booted ? WireText.Time(booted) : null);
        json["allocationTime"] = WireText.Time(node.AllocatedAt);
        json["ipAddress"] = "127.0.0.1";
        json["affinityId"] = "TVM:" + node.Id;
        json.Put("vmSize", node.Pool.Spec["vmSize"].Copy());
        json["totalTasksRun"] = node.TotalRun;
        json["totalTasksSucceeded"] = node.TotalSucceeded;
        json["runningTasksCount"] = node.Tasks.Count;
        json["runningTaskSlotsCount"] = node.UsedSlots;
        json["isDedicated"] = node.IsDedicated;
        if (node.Tasks.Count > 0)
        {
            json["recentTasks"] = new JsonArray([.. node.Tasks.OrderBy(task => task.Ordinal).Select(task => (JsonNode)new JsonObject
            {
                ["taskUrl"] = TaskUrl(baseUrl, task),
                ["jobId"] = task.Job.Id,
                ["taskId"] = task.Id,
                ["taskState"] = WireText.Word(task.Facts.Phase),
            })]);
        }

        json.Put("startTask", node.Pool.StartTask.Copy());
        if (node.StartTask is { } side)
        {
            json["startTaskInfo"] = Side(side, null, baseUrl);
        }

        if (node.Error is { } error)
        {
            json["errors"] = new JsonArray(error.DeepClone());
        }

        json["endpointConfiguration"] = new JsonObject { ["inboundEndpoints"] = new JsonArray() };
        if (node.BootedAt is { } time)
        {
            json["nodeAgentInfo"] = new JsonObject { ["version"] = "1.0.0", ["lastUpdateTime"] = WireText.Time(time) };
        }

        if (node.Pool.Spec.Object("virtualMachineConfiguration")?["imageReference"] is { } image)
        {
            json["virtualMachineInfo"] = new JsonObject { ["imageReference"] = image.DeepClone() };
        }

        return json;
    }

    /// <summary>How a start, preparation or release task does.</summary>
    public JsonObject Side(SideTask side, NodeEntry? node, string baseUrl)
    {
        var json = new JsonObject { ["state"] = side.IsCompleted ? "completed" : "running", ["startTime"] = WireText.Time(side.StartedAt) };
        json.Put("endTime", side.EndedAt is { } ended ? WireText.Time(ended) : null);
        if (node is not null)
        {
            var path = Path.GetRelativePath(node.Folder, side.Folder);
            json["taskRootDirectory"] = path;
            json["taskRootDirectoryUrl"] = NodeUrl(baseUrl, node) + "/files/" + path;
        }

        json.Put("exitCode", side.ExitCode);
        json.Put("failureInfo", side.Failure?.ToJson(_context.Echo));
        json.Put("result", side.IsCompleted ? side.Succeeded ? "success" : "failure" : null);
        json["retryCount"] = side.Retries;
        json.Put("lastRetryTime", side.RetriedAt is { } retried ? WireText.Time(retried) : null);
        return json;
    }

    public JsonObject Job(JobEntry job, string baseUrl, bool withStatistics)
    {
        var url = JobUrl(baseUrl, job.Id);
        var json = Head(job.Id, job.Spec, url, job.Modified, job.CreatedAt);
        json["state"] = WireText.Word(job.Phase);
        json["stateTransitionTime"] = WireText.Time(job.Since);
        if (job.Previous is { } previous)
        {
            json["previousState"] = WireText.Word(previous);
            json["previousStateTransitionTime"] = WireText.Time(job.PreviousSince!.Value);
        }

        AddSpec(json, job.Spec);
        var execution = new JsonObject { ["startTime"] = WireText.Time(job.StartedAt) };
        execution.Put("endTime", job.EndedAt is { } ended ? WireText.Time(ended) : null);
        execution["poolId"] = job.PoolId;
        execution.Put("terminateReason", job.TerminateReason);
        json["executionInfo"] = execution;
        if (withStatistics)
        {
            var done = job.InOrder.Where(task => task.Facts.Phase == TaskPhase.Completed).ToList();
            var statistics = new JsonObject { ["url"] = url + "/stats", ["startTime"] = WireText.Time(job.StartedAt), ["lastUpdateTime"] = WireText.Time(_context.Now) };
            foreach (var name in new[] { "userCPUTime", "kernelCPUTime", "waitTime" })
            {
                statistics[name] = "PT0S";
            }

            statistics["wallClockTime"] = WireText.Duration(new TimeSpan(done.Sum(task => (task.Facts.EndedAt - task.Facts.StartedAt)?.Ticks ?? 0)));
            foreach (var name in new[] { "readIOps", "writeIOps", "readIOGiB", "writeIOGiB" })
            {
                statistics[name] = 0;
            }

            statistics["numSucceededTasks"] = done.Count(task => task.Facts.Succeeded);
            statistics["numFailedTasks"] = done.Count(task => !task.Facts.Succeeded);
            statistics["numTaskRetries"] = job.InOrder.Sum(task => task.Facts.Retries);
            json["stats"] = statistics;
        }

        return json;
    }

    /// <summary>A task as it is, or as it was.</summary>
    public JsonObject Task(TaskEntry task, TaskFacts facts, string baseUrl)
    {
        var spec = (JsonObject)JsonNode.Parse(task.Spec)!;
        var json = Head(task.Id, spec, TaskUrl(baseUrl, task), task.Modified, task.CreatedAt);
        json["state"] = WireText.Word(facts.Phase);
        json["stateTransitionTime"] = WireText.Time(facts.Since);
        if (facts.Previous is { } previous)
        {
            json["previousState"] = WireText.Word(previous);
            json["previousStateTransitionTime"] = WireText.Time(facts.PreviousSince!.Value);
        }

        foreach (var (name, value) in spec.ToList())
        {
            if (name is not ("id" or "displayName"))
            {
                spec.Remove(name);
                json[name] = value;
            }
        }

        json["executionInfo"] = Execution(facts, json.Object("containerSettings")?.Text("imageName"));
        if (facts.Node is { } node)
        {
            var folder = NodeFolders.RelativeOfTask(task.Job, task.Id);
            json["nodeInfo"] = new JsonObject
            {
                ["affinityId"] = "TVM:" + node.Id,
                ["nodeUrl"] = NodeUrl(baseUrl, node),
                ["poolId"] = node.Pool.Id,
                ["nodeId"] = node.Id,
                ["taskRootDirectory"] = folder,
                ["taskRootDirectoryUrl"] = NodeUrl(baseUrl, node) + "/files/" + folder,
            };
        }
        else if (facts.Phase == TaskPhase.Completed)
        {
            json["nodeInfo"] = new JsonObject();
        }

        return json;
    }

    public static string PoolUrl(string baseUrl, string id) => baseUrl + "/pools/" + id;

    public static string JobUrl(string baseUrl, string id) => baseUrl + "/jobs/" + id;

    public static string TaskUrl(string baseUrl, TaskEntry task) => JobUrl(baseUrl, task.Job.Id) + "/tasks/" + task.Id;

    public static string NodeUrl(string baseUrl, NodeEntry node) => PoolUrl(baseUrl, node.Pool.Id) + "/nodes/" + node.Id;

    private JsonObject Execution(TaskFacts facts, string? image)
    {
        var execution = new JsonObject();
        execution.Put("startTime", facts.StartedAt is { } started ? WireText.Time(started) : null);
        execution.Put("endTime", facts.EndedAt is { } ended ? WireText.Time(ended) : null);
        execution.Put("exitCode", facts.ExitCode);
        if (image is not null && facts.StartedAt is not null)
        {
            execution["containerInfo"] = new JsonObject
            {
                ["state"] = $"EMULATED: image {image} is not used, the command runs as a process of this host",
            };
        }

        execution.Put("failureInfo", facts.Failure?.ToJson(_context.Echo));
        execution.Put("result", facts.Phase == TaskPhase.Completed ? facts.Succeeded ? "success" : "failure" : null);
        execution["retryCount"] = facts.Retries;
        execution.Put("lastRetryTime", facts.RetriedAt is { } retried ? WireText.Time(retried) : null);
        execution["requeueCount"] = facts.Requeues;
        execution.Put("lastRequeueTime", facts.RequeuedAt is { } requeued ? WireText.Time(requeued) : null);
        return execution;
    }

    private static JsonObject Head(string id, JsonObject spec, string url, DateTimeOffset modified, DateTimeOffset created)
    {
        var json = new JsonObject { ["id"] = id };
        json.Put("displayName", spec["displayName"].Copy());
        json["url"] = url;
        json["eTag"] = WireText.Tag(modified);
        json["lastModified"] = WireText.Time(modified);
        json["creationTime"] = WireText.Time(created);
        return json;
    }

    private static void AddSpec(JsonObject json, JsonObject spec)
    {
        foreach (var (name, value) in spec)
        {
            if (!json.ContainsKey(name))
            {
                json[name] = value.Copy();
            }
        }
    }
}
