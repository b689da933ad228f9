using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Rules;

/// <summary>Rules for containers: what every one needs, and what Fargate does not take.</summary>
internal static class ContainerRules
{
    /// <summary>Holds the container of a definition to the rules.</summary>
    public static void Check(JsonObject container, bool fargate)
    {
        if (string.IsNullOrEmpty(container.Text("image")))
        {
            throw AwsException.OfClient("Container image must not be empty.");
        }

        BatchRules.Environment(container.Objects("environment"));
        var values = Requirements(container);
        if (!values.TryGetValue("VCPU", out var vCpus) || !values.ContainsKey("MEMORY"))
        {
            throw AwsException.OfClient("Both VCPU and MEMORY must be specified in resourceRequirements.");
        }

        var volumes = container.Objects("volumes").Select(volume => volume.Text("name")).ToHashSet();
        foreach (var mount in container.Objects("mountPoints"))
        {
            if (!volumes.Contains(mount.Text("sourceVolume")))
            {
                throw AwsException.OfClient($"Unknown volume '{mount.Text("sourceVolume")}' in mountPoints.");
            }
        }

        if (fargate)
        {
            CheckFargate(container, values);
        }
        else
        {
            Refuse(container.Object("fargatePlatformConfiguration") is not null, "fargatePlatformConfiguration is only applicable to Fargate.");
            Refuse(container.Object("networkConfiguration") is not null, "networkConfiguration is only applicable to Fargate.");
            Refuse(vCpus != Math.Floor(vCpus), "VCPU must be a whole number on EC2.");
        }
    }

    /// <summary>The needs of a container, the older members included.</summary>
    public static Dictionary<string, double> Requirements(JsonObject container)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        if (container.Whole("vcpus") is { } vCpus)
        {
            values["VCPU"] = vCpus;
        }

        if (container.Whole("memory") is { } memory)
        {
            values["MEMORY"] = memory;
        }

        BatchRules.Requirements(container.Objects("resourceRequirements"), values);
        return values;
    }

    public static void CheckFargateSize(double vCpus, double memoryMiB) =>
        Refuse(!FargateSizes.Has(vCpus, memoryMiB), FormattableString.Invariant($"Fargate resource requirements for this configuration are not valid: {vCpus} vCPU and {memoryMiB} MiB."));

    private static void CheckFargate(JsonObject container, Dictionary<string, double> values)
    {
        Refuse(container.Text("executionRoleArn") is null, "executionRoleArn is required for Fargate jobs.");
        Refuse(values.ContainsKey("GPU"), "GPU is not supported on Fargate.");
        Refuse(container.Flag("privileged") == true, "privileged is not supported on Fargate.");
        Refuse(container.Text("instanceType") is not null, "instanceType is not supported on Fargate.");
        Refuse(container.Objects("volumes").Any(volume => volume.Object("host")?.Text("sourcePath") is not null), "host volumes are not supported on Fargate.");
        Refuse(container.Object("logConfiguration")?.Text("logDriver") is not (null or "awslogs" or "splunk"), "Fargate supports the log drivers awslogs and splunk.");
        Refuse(container.Object("ephemeralStorage")?.Whole("sizeInGiB") is < 21 or > 200, "ephemeralStorage must be between 21 and 200 GiB.");
        CheckFargateSize(values["VCPU"], values["MEMORY"]);
    }

    private static void Refuse(bool isWrong, string message)
    {
        if (isWrong)
        {
            throw AwsException.OfClient(message);
        }
    }
}
