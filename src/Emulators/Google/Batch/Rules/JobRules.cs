using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Google.Wire;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Google.Batch.Rules;

/// <summary>What a job must keep to. Limits: https://cloud.google.com/batch/quotas and the comments of the API's definition.</summary>
internal static class JobRules
{
    public const long DefaultCpuMilli = 2000;
    public const long DefaultMemoryMib = 2000;
    public const long MostParallel = 5000;
    private const int LargestDefinition = 1024 * 1024;
    private const long MostTasks = 100_000;
    private const int MostLabels = 63;
    private const int MostDependencies = 4;
    private const string Group = "job.task_groups[0]";
    private const string Spec = Group + ".task_spec";

    public static void Check(JsonObject job, int size, string region, EmulatorQuirks quirks)
    {
        Rule.Holds(size <= LargestDefinition, "job", $"a job may have at most {LargestDefinition} bytes, not {size.ToString(CultureInfo.InvariantCulture)}");
        Rule.Holds(Whole(job, "priority") is >= 0 and < 100, "job.priority", "it must be from 0 to 99");
        Rule.Labels(job.Object("labels"), "job.labels", MostLabels);
        var groups = job.Objects("taskGroups").ToList();
        Rule.Holds(groups.Count == 1, "job.task_groups", "there must be exactly one");
        AllocationRules.Check(job.Object("allocationPolicy"), region);
        CheckGroup(groups[0]);
        CheckLogs(job.Object("logsPolicy"));
        foreach (var notification in job.Objects("notifications"))
        {
            Rule.Holds(notification.Text("pubsubTopic") is { } topic && Rule.IsTopic(topic), "job.notifications", "pubsub_topic must be projects/PROJECT/topics/TOPIC");
            var message = notification.Object("message");
            Rule.Holds(message?.Text("newJobState") is null || message.Text("newTaskState") is null, "job.notifications", "a message is about the job or about tasks, not both");
        }

        var dependencies = job.Objects("dependencies").ToList();
        Rule.Holds(dependencies.Count <= 1, "job.dependencies", "only one is supported");
        Rule.Holds(dependencies.TrueForAll(item => item.Object("items")?.Count is > 0 and <= MostDependencies), "job.dependencies", $"it must have 1 to {MostDependencies} items");
        Rule.Holds(quirks.IsOn(GoogleQuirks.BadMachineFailsLate) || MachineOf(job)?.IsKnown != false, "job.allocation_policy.instances[0].policy.machine_type", "there is no such machine type");
        if (quirks.IsOn(GoogleQuirks.ResourcesFitMachine))
        {
            CheckFit(job, groups[0]);
        }
    }

    public static long Whole(JsonObject? value, string name) => value?.Text(name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;

    private static void CheckGroup(JsonObject group)
    {
        var environments = group.Objects("taskEnvironments").ToList();
        var count = environments.Count > 0 ? environments.Count : Whole(group, "taskCount");
        Rule.Holds(count is >= 0 and <= MostTasks, Group + ".task_count", $"it must be from 1 to {MostTasks}");
        var parallelism = Whole(group, "parallelism");
        Rule.Holds(parallelism is >= 0 and <= MostParallel, Group + ".parallelism", $"it must be from 1 to {MostParallel}");
        Rule.Holds(group.Text("schedulingPolicy") != "IN_ORDER" || parallelism <= 1, Group + ".parallelism", "it must be 1 with IN_ORDER");
        Rule.Holds(Whole(group, "taskCountPerNode") >= 0, Group + ".task_count_per_node", "it must not be negative");
        for (var index = 0; index < environments.Count; index++)
        {
            RunnableRules.CheckEnvironment(environments[index], $"{Group}.task_environments[{index.ToString(CultureInfo.InvariantCulture)}]");
        }

        var spec = group.Object("taskSpec");
        Rule.Holds(spec is not null, Spec, "it is required");
        RunnableRules.Check(spec!, Spec);
        var resource = spec!.Object("computeResource");
        Rule.Holds(Whole(resource, "cpuMilli") >= 0 && Whole(resource, "memoryMib") >= 0 && Whole(resource, "bootDiskMib") >= 0, Spec + ".compute_resource", "its numbers must not be negative");
        Rule.Holds(Whole(resource, "gpuCount") == 0, Spec + ".compute_resource.gpu_count", "it is not implemented");
        var retries = spec!["maxRetryCount"]?.GetValue<int>() ?? 0;
        Rule.Holds(retries is >= 0 and <= 10, Spec + ".max_retry_count", "it must be from 0 to 10");
        Rule.Holds(spec.Text("maxRunDuration") is not { } duration || ProtoText.ParseDuration(duration) >= TimeSpan.Zero, Spec + ".max_run_duration", "it must not be negative");
        var policies = spec.Objects("lifecyclePolicies").ToList();
        Rule.Holds(policies.Count <= 1, Spec + ".lifecycle_policies", "only one is supported");
        foreach (var policy in policies)
        {
            Rule.Holds(policy.Text("action") is not null, Spec + ".lifecycle_policies[0].action", "it is required");
            Rule.Holds(policy.Object("actionCondition")?.List("exitCodes") is { Count: > 0 }, Spec + ".lifecycle_policies[0].action_condition", "it must have exit codes");
            Rule.Holds(retries > 0, Spec + ".lifecycle_policies", "max_retry_count must be above 0");
        }
    }

    private static void CheckLogs(JsonObject? logs)
    {
        var isPath = logs?.Text("destination") == "PATH";
        Rule.Holds(!isPath || logs!.Text("logsPath") is { } path && path[0] == '/', "job.logs_policy.logs_path", "it must be an absolute path");
    }

    private static MachineShape? MachineOf(JsonObject job) =>
        job.Object("allocationPolicy")?.Objects("instances").FirstOrDefault()?.Object("policy")?.Text("machineType") is { } name ? MachineCatalog.Find(name) : null;

    private static void CheckFit(JsonObject job, JsonObject group)
    {
        if (MachineOf(job) is not { IsKnown: true } machine)
        {
            return;
        }

        var resource = group.Object("taskSpec")!.Object("computeResource");
        var cpu = Whole(resource, "cpuMilli");
        var memory = Whole(resource, "memoryMib");
        Rule.Holds(cpu <= machine.CpuMilli, Spec + ".compute_resource.cpu_milli", $"{machine.Name} has {machine.CpuMilli}, less than the {cpu} a task needs");
        Rule.Holds(machine.MemoryMib is not { } has || memory <= has, Spec + ".compute_resource.memory_mib", $"{machine.Name} has {machine.MemoryMib}, less than the {memory} a task needs");
    }
}
