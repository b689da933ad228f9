using System.Text.Json.Nodes;
using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Google.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Google.Batch.Rules;

/// <summary>Reads from a job, checked and filled in, what leads it through its life.</summary>
internal static class TermsReader
{
    public static JobTerms Read(JsonObject job, string region)
    {
        var group = job.Objects("taskGroups").First();
        var spec = group.Object("taskSpec")!;
        var resource = spec.Object("computeResource")!;
        var instance = job.Object("allocationPolicy")!.Objects("instances").FirstOrDefault()?.Object("policy");
        var (cpu, memory) = (JobRules.Whole(resource, "cpuMilli"), JobRules.Whole(resource, "memoryMib"));
        var machine = instance?.Text("machineType") is { } name ? MachineCatalog.Find(name) : MachineCatalog.Choose(cpu, memory);
        var model = instance?.Text("provisioningModel") ?? "STANDARD";
        var policy = spec.Objects("lifecyclePolicies").FirstOrDefault();
        var logs = job.Object("logsPolicy");
        var zones = job.Object("allocationPolicy")!.Object("location")!.Texts("allowedLocations")
            .Where(location => location.StartsWith("zones/", StringComparison.Ordinal)).Select(location => location["zones/".Length..]).ToList();
        var pack = JobRules.Whole(group, "taskCountPerNode");
        return new JobTerms
        {
            TaskCount = (int)JobRules.Whole(group, "taskCount"),
            Parallelism = (int)JobRules.Whole(group, "parallelism"),
            Priority = JobRules.Whole(job, "priority"),
            Runnables = RunnablesOf(spec),
            Labels = job.Pairs("labels"),
            Machine = machine,
            Zones = zones.Count > 0 ? zones : Regions.ZonesOf(region),
            TaskEnvironments = group.List("taskEnvironments") is { Count: > 0 } environments ? environments.Select(item => (JsonObject)item!).ToList() : null,
            IsInOrder = group.Text("schedulingPolicy") == "IN_ORDER",
            IsSpot = model is "SPOT" or "PREEMPTIBLE",
            ProvisioningModel = model,
            MaxRetries = spec["maxRetryCount"]?.GetValue<int>() ?? 0,
            PolicyRetries = policy is null ? null : policy.Text("action") == "RETRY_TASK",
            PolicyCodes = policy?.Object("actionCondition")?.List("exitCodes")?.Select(code => code!.GetValue<int>()).ToList() ?? [],
            MaxRunDuration = DurationOf(spec, "maxRunDuration"),
            Volumes = spec.List("volumes"),
            NeedsHostsFile = group.Flag("requireHostsFile") == true,
            IsLogged = logs?.Text("destination") == "CLOUD_LOGGING",
            LogsPath = logs?.Text("destination") == "PATH" ? logs.Text("logsPath") : null,
            UsesGenericResource = logs?.Object("cloudLoggingOption")?.Flag("useGenericTaskMonitoredResource") == true,
            TaskPack = (int)Math.Clamp(pack > 0 ? Math.Min(pack, machine.Fits(cpu, memory)) : machine.Fits(cpu, memory), 1, 1000),
            BootDisk = instance?.Object("bootDisk"),
        };
    }

    private static TimeSpan? DurationOf(JsonObject value, string name) => value.Text(name) is { } text && ProtoText.ParseDuration(text) is { } duration && duration > TimeSpan.Zero ? duration : null;

    private static List<RunnableTerms> RunnablesOf(JsonObject spec)
    {
        var common = spec.Pairs("environments");
        var commonSecrets = spec.Object("environment")?.Pairs("secretVariables") ?? [];
        foreach (var (name, value) in spec.Object("environment")?.Pairs("variables") ?? [])
        {
            common[name] = value;
        }

        return spec.Objects("runnables").Select((runnable, index) => new RunnableTerms
        {
            Index = index,
            Container = runnable.Object("container"),
            Script = runnable.Object("script"),
            IsBarrier = runnable.Object("barrier") is not null,
            IgnoresExitStatus = runnable.Flag("ignoreExitStatus") == true,
            IsBackground = runnable.Flag("background") == true,
            IsAlwaysRun = runnable.Flag("alwaysRun") == true,
            Timeout = DurationOf(runnable, "timeout"),
            Labels = runnable.Pairs("labels"),
            OwnNames = [.. NamesOf(runnable, "variables"), .. NamesOf(runnable, "secretVariables")],
            Variables = Merge(common, runnable.Object("environment")?.Pairs("variables")),
            Secrets = Merge(commonSecrets, runnable.Object("environment")?.Pairs("secretVariables")),
        }).ToList();
    }

    private static Dictionary<string, string>.KeyCollection NamesOf(JsonObject runnable, string kind) => (runnable.Object("environment")?.Pairs(kind) ?? []).Keys;

    private static Dictionary<string, string> Merge(Dictionary<string, string> common, Dictionary<string, string>? own)
    {
        var merged = new Dictionary<string, string>(common, StringComparer.Ordinal);
        foreach (var (name, value) in own ?? [])
        {
            merged[name] = value;
        }

        return merged;
    }
}
