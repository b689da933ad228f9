using System.Text.Json;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Wire.Queues;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>Native queues as ours, and ours as native ones. Pure.</summary>
internal static class QueueMapper
{
    private const string MaxWaitState = NativeStatus.Runnable;

    /// <summary>The reasons for which a job waits at the head of a queue; the service acts on one reason at a time.</summary>
    private static readonly string[] WaitReasons =
    [
        "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY", "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT",
    ];

    public static JobQueue Map(JobQueueDetail queue, JsonElement? native) => new()
    {
        Spec = new JobQueueSpec
        {
            Name = queue.JobQueueName ?? string.Empty,
            Priority = queue.Priority,
            Environments = (queue.ComputeEnvironmentOrder ?? []).OrderBy(entry => entry.Order)
                .Select(entry => Arn.NameOf(entry.ComputeEnvironment ?? string.Empty)).ToList(),
            Enabled = ResourceStatus.IsEnabled(queue.State),
            MaxWait = (queue.JobStateTimeLimitActions ?? []).Select(action => action.MaxTimeSeconds).Min() is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            SchedulingPolicy = string.IsNullOrEmpty(queue.SchedulingPolicyArn) ? null : queue.SchedulingPolicyArn,
            Labels = queue.Tags is { Count: > 0 } ? AwsTags.WithoutOurs(queue.Tags) : null,
        },
        Status = ResourceStatus.From(queue.Status),
        StatusReason = string.IsNullOrEmpty(queue.StatusReason) ? null : queue.StatusReason,
        NativeId = queue.JobQueueArn,
        Native = native,
    };

    public static CreateJobQueueRequest Create(JobQueueSpec spec) => new()
    {
        JobQueueName = spec.Name,
        Priority = spec.Priority ?? 0,
        State = ResourceStatus.State(spec.Enabled ?? true),
        ComputeEnvironmentOrder = Order(spec.Environments),
        SchedulingPolicyArn = spec.SchedulingPolicy,
        JobStateTimeLimitActions = Actions(spec.MaxWait),
        Tags = spec.Labels is { Count: > 0 } ? spec.Labels : null,
    };

    public static UpdateJobQueueRequest Update(JobQueueSpec changes) => new()
    {
        JobQueue = changes.Name,
        Priority = changes.Priority,
        State = changes.Enabled is { } enabled ? ResourceStatus.State(enabled) : null,
        ComputeEnvironmentOrder = Order(changes.Environments),
        SchedulingPolicyArn = changes.SchedulingPolicy,
        JobStateTimeLimitActions = Actions(changes.MaxWait),
    };

    private static List<ComputeEnvironmentOrder>? Order(IReadOnlyList<string>? environments) =>
        environments?.Select((name, place) => new ComputeEnvironmentOrder { Order = place + 1, ComputeEnvironment = name }).ToList();

    private static List<JobStateTimeLimitAction>? Actions(TimeSpan? maxWait) => maxWait is not { } time ? null
        : WaitReasons.Select(reason => new JobStateTimeLimitAction
        {
            Reason = reason,
            State = MaxWaitState,
            MaxTimeSeconds = (int)Math.Max(AwsLimits.ShortestMaxWait.TotalSeconds, Math.Ceiling(time.TotalSeconds)),
            Action = "CANCEL",
        }).ToList();
}
