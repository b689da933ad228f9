using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Rules;

namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>A compute environment.</summary>
internal sealed class EnvironmentEntry
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>As it was asked for, with what was changed since.</summary>
    public required JsonObject Spec { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    public string Uuid { get; } = Guid.NewGuid().ToString();

    public string State { get; set; } = ResourceStatus.Enabled;

    public string Status { get; set; } = ResourceStatus.Creating;

    public string? StatusReason { get; set; } = "ComputeEnvironment Creating";

    public JsonObject? Resources => Spec["computeResources"] as JsonObject;

    public string? ResourceType => (string?)Resources?["type"];

    public bool IsManaged => (string?)Spec["type"] == "MANAGED";

    public bool IsFargate => ResourceType is "FARGATE" or "FARGATE_SPOT";

    public bool IsSpot => ResourceType is "SPOT" or "FARGATE_SPOT";

    public double MaxVCpus => (double?)Resources?["maxvCpus"] ?? (double?)Spec["unmanagedvCpus"] ?? double.MaxValue;

    /// <summary>The machines to choose from.</summary>
    public IReadOnlyList<InstanceType> InstanceTypes => InstanceCatalog.Select((Resources?["instanceTypes"] as JsonArray)?.Select(item => (string)item!).ToList() ?? ["optimal"]);

    /// <summary>vCPUs of jobs that start or run.</summary>
    public double UsedVCpus { get; set; }

    /// <summary>Until when a machine stands ready.</summary>
    public DateTimeOffset WarmUntil { get; set; }

    /// <summary>When the machine that is being got will be there; null when none is.</summary>
    public DateTimeOffset? ProvisionedAt { get; set; }

    public bool IsUsable => State == ResourceStatus.Enabled && Status == ResourceStatus.Valid;
}
