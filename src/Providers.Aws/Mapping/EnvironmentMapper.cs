using System.Text.Json;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Wire.Environments;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>Native environments as ours. Pure.</summary>
internal static class EnvironmentMapper
{
    public static ComputeEnvironment Map(ComputeEnvironmentDetail environment, JsonElement? native)
    {
        var resources = environment.ComputeResources;
        var kind = EnvironmentKinds.KindOf(environment.Type, resources?.Type);
        return new ComputeEnvironment
        {
            Spec = new ComputeEnvironmentSpec
            {
                Name = environment.ComputeEnvironmentName ?? string.Empty,
                Kind = kind,
                MaxVCpus = kind == EnvironmentKind.Unmanaged ? environment.UnmanagedvCpus : resources?.MaxvCpus,
                MinVCpus = kind == EnvironmentKind.Managed ? resources?.MinvCpus : null,
                MachineTypes = NullIfEmpty(resources?.InstanceTypes),
                Purchase = EnvironmentKinds.PurchaseOf(resources?.Type) switch
                {
                    PurchaseKind.Spot => Purchase.Spot,
                    PurchaseKind.OnDemand => Purchase.OnDemand,
                    _ => null,
                },
                Architecture = resources?.InstanceTypes is { Count: > 0 } types ? InstanceTypes.ArchitectureOf(types) : null,
                MachineImage = resources?.Ec2Configuration is { Count: > 0 } images ? images[0].ImageIdOverride ?? images[0].ImageType : NullIfEmpty(resources?.ImageId),
                Network = resources?.Subnets is { Count: > 0 } || resources?.SecurityGroupIds is { Count: > 0 }
                    ? new NetworkSpec { Subnets = NullIfEmpty(resources.Subnets), SecurityGroups = NullIfEmpty(resources.SecurityGroupIds) }
                    : null,
                MachineIdentity = NullIfEmpty(resources?.InstanceRole),
                Enabled = ResourceStatus.IsEnabled(environment.State),
                Labels = environment.Tags is { Count: > 0 } ? AwsTags.WithoutOurs(environment.Tags) : null,
            },
            Status = ResourceStatus.From(environment.Status),
            StatusReason = Explain(environment),
            NativeId = environment.ComputeEnvironmentArn,
            Native = native,
        };
    }

    /// <summary>The service's reason, and for the commonest of them what to do about it.</summary>
    private static string? Explain(ComputeEnvironmentDetail environment)
    {
        var reason = NullIfEmpty(environment.StatusReason);
        if (reason is null || environment.Status != "INVALID")
        {
            return reason;
        }

        var advice = reason.Contains("not authorized", StringComparison.OrdinalIgnoreCase) || reason.Contains("AssumeRole", StringComparison.OrdinalIgnoreCase)
                || reason.Contains("UnauthorizedOperation", StringComparison.OrdinalIgnoreCase) ? "the service role needs the policy AWSBatchServiceRole, and batch must be allowed to assume it"
            : reason.Contains("instance profile", StringComparison.OrdinalIgnoreCase) || reason.Contains("IAM instance", StringComparison.OrdinalIgnoreCase) ? "machineIdentity must name an instance profile that exists"
            : reason.Contains("subnet", StringComparison.OrdinalIgnoreCase) ? "the subnets must exist in this region"
            : reason.Contains("security group", StringComparison.OrdinalIgnoreCase) ? "the security groups must exist in the network of the subnets"
            : reason.Contains("launch template", StringComparison.OrdinalIgnoreCase) ? "the launch template must exist"
            : null;
        return advice is null ? reason : $"{reason} ({advice})";
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static IReadOnlyList<string>? NullIfEmpty(IReadOnlyList<string>? list) => list is { Count: > 0 } ? list : null;
}
