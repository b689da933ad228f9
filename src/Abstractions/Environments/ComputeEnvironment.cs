using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Environments;

/// <summary>An environment: machines, or a share of them, that queues send jobs to.</summary>
public sealed record ComputeEnvironment
{
    /// <summary>What the environment is, as the provider reports it; what it does not report is null.</summary>
    public required ComputeEnvironmentSpec Spec { get; init; }

    /// <summary>Where it stands.</summary>
    public required EnvironmentStatus Status { get; init; }

    /// <summary>Why it stands there, in words.</summary>
    public string? StatusReason { get; init; }

    /// <summary>The provider's own id.</summary>
    public string? NativeId { get; init; }

    /// <summary>vCPUs in use now; null when the provider does not say.</summary>
    [JsonPropertyName("usedVcpus")]
    public double? UsedVCpus { get; init; }

    /// <summary>The service's own description, as received; null when there is none.</summary>
    public JsonElement? Native { get; init; }

    /// <summary>The name.</summary>
    public string Name => Spec.Name;
}
