using System.Text.Json;
using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record Pool : WireReply
{
    public string? Id { get; init; }

    public string? DisplayName { get; init; }

    public string? Url { get; init; }

    public string? ETag { get; init; }

    public DateTimeOffset? CreationTime { get; init; }

    public string? State { get; init; }

    public DateTimeOffset? StateTransitionTime { get; init; }

    public string? AllocationState { get; init; }

    public DateTimeOffset? AllocationStateTransitionTime { get; init; }

    public string? VmSize { get; init; }

    public VirtualMachineConfiguration? VirtualMachineConfiguration { get; init; }

    public string? ResizeTimeout { get; init; }

    public IReadOnlyList<ResizeError>? ResizeErrors { get; init; }

    public int? CurrentDedicatedNodes { get; init; }

    public int? CurrentLowPriorityNodes { get; init; }

    public int? TargetDedicatedNodes { get; init; }

    public int? TargetLowPriorityNodes { get; init; }

    public bool? EnableAutoScale { get; init; }

    public string? AutoScaleFormula { get; init; }

    public string? AutoScaleEvaluationInterval { get; init; }

    public AutoScaleRun? AutoScaleRun { get; init; }

    public bool? EnableInterNodeCommunication { get; init; }

    public NetworkConfiguration? NetworkConfiguration { get; init; }

    public StartTask? StartTask { get; init; }

    public int? TaskSlotsPerNode { get; init; }

    public TaskSchedulingPolicy? TaskSchedulingPolicy { get; init; }

    public IReadOnlyList<NameValuePair>? Metadata { get; init; }

    public IReadOnlyList<MountConfiguration>? MountConfiguration { get; init; }

    public JsonElement? Identity { get; init; }
}
