using System.Text.Json;
using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Pools;

/// <summary>What a pool is to be.</summary>
internal sealed record PoolAddRequest
{
    public string? Id { get; init; }

    public string? DisplayName { get; init; }

    public string? VmSize { get; init; }

    public VirtualMachineConfiguration? VirtualMachineConfiguration { get; init; }

    public string? ResizeTimeout { get; init; }

    public int? TargetDedicatedNodes { get; init; }

    public int? TargetLowPriorityNodes { get; init; }

    public bool? EnableAutoScale { get; init; }

    public string? AutoScaleFormula { get; init; }

    public string? AutoScaleEvaluationInterval { get; init; }

    public bool? EnableInterNodeCommunication { get; init; }

    public NetworkConfiguration? NetworkConfiguration { get; init; }

    public StartTask? StartTask { get; init; }

    public int? TaskSlotsPerNode { get; init; }

    public TaskSchedulingPolicy? TaskSchedulingPolicy { get; init; }

    public IReadOnlyList<JsonElement>? UserAccounts { get; init; }

    public IReadOnlyList<NameValuePair>? Metadata { get; init; }

    public IReadOnlyList<MountConfiguration>? MountConfiguration { get; init; }
}
