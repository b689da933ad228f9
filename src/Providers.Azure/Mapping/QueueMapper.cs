using System.Globalization;
using System.Text.Json;
using MultiBatch.Environments;
using MultiBatch.Providers.Azure.Wire.Common;
using MultiBatch.Providers.Azure.Wire.Jobs;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>Queues as Azure jobs and back. Pure.</summary>
internal static class QueueMapper
{
    /// <summary>A generation of a queue.</summary>
    /// <param name="spec">The queue: priority, environments, enabled and labels are set.</param>
    /// <param name="number">The number of the generation.</param>
    public static JobAddRequest Create(JobQueueSpec spec, int number) => new()
    {
        Id = GenerationIds.Of(spec.Name, number),
        DisplayName = spec.Name,
        Priority = QueuePriorities.ToNative(spec.Priority ?? 0),
        PoolInfo = new PoolInformation { PoolId = spec.Environments![0] },
        // An empty job counts as complete: one that ends by itself would end before its first task.
        OnAllTasksComplete = "noaction",
        OnTaskFailure = "noaction",
        UsesTaskDependencies = true,
        Metadata = WriteMetadata(spec),
    };

    public static IReadOnlyList<NameValuePair> WriteMetadata(JobQueueSpec spec) => Metadata.Write(
        spec.Labels,
        (Metadata.Queue, spec.Name),
        (Metadata.Priority, (spec.Priority ?? 0).ToString(CultureInfo.InvariantCulture)),
        (Metadata.Enabled, spec.Enabled == false ? "false" : null));

    /// <summary>What a generation says of its queue.</summary>
    public static JobQueueSpec SpecOf(AzureJob job) => new()
    {
        Name = Metadata.Find(job.Metadata, Metadata.Queue) ?? GenerationIds.Parse(job.Id)?.Queue ?? job.Id ?? string.Empty,
        Priority = int.TryParse(Metadata.Find(job.Metadata, Metadata.Priority), NumberStyles.None, CultureInfo.InvariantCulture, out var priority)
            && QueuePriorities.ToNative(priority) == (job.Priority ?? 0)
            ? priority
            : QueuePriorities.FromNative(job.Priority ?? 0),
        Environments = job.PoolInfo?.PoolId is { } pool ? [pool] : null,
        Enabled = Metadata.Find(job.Metadata, Metadata.Enabled) != "false",
        Labels = Metadata.Labels(job.Metadata),
    };

    public static JobQueue Map(AzureJob job, JsonElement? native) => new()
    {
        Spec = SpecOf(job),
        Status = IsDeleting(job) ? EnvironmentStatus.Deleting : EnvironmentStatus.Ready,
        StatusReason = TaskStates.Is(job.State, "disabled") || TaskStates.Is(job.State, "disabling")
            ? $"the Azure job {job.Id} is {job.State}: somebody disabled it at the service, and what waits there does not start"
            : job.ExecutionInfo?.SchedulingError is { } error ? $"{error.Code}: {error.Message}" : null,
        NativeId = job.Url,
        Native = native,
    };

    public static bool IsDeleting(AzureJob job) => TaskStates.Is(job.State, "deleting");

    /// <summary>Whether tasks can be added.</summary>
    public static bool IsOpen(AzureJob job) => TaskStates.Is(job.State, TaskStates.Active) || TaskStates.Is(job.State, "disabled") || TaskStates.Is(job.State, "disabling")
        || TaskStates.Is(job.State, "enabling");
}
