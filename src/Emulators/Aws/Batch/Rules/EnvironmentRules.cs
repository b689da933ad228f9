using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Rules;

/// <summary>Rules for the machines of an environment.</summary>
internal static class EnvironmentRules
{
    private static readonly string[] NotOnFargate =
    [
        "allocationStrategy", "minvCpus", "desiredvCpus", "instanceTypes", "imageId", "ec2KeyPair", "instanceRole", "placementGroup", "bidPercentage", "spotIamFleetRole",
        "launchTemplate", "ec2Configuration",
    ];

    public static void Check(JsonObject? resources)
    {
        if (resources is null)
        {
            return;
        }

        var isFargate = resources.RequiredText("type").StartsWith("FARGATE", StringComparison.Ordinal);
        var least = resources.Whole("minvCpus") ?? 0;
        var most = resources.Whole("maxvCpus")!.Value;
        if (most < 1 || least < 0 || least > most)
        {
            throw AwsException.OfClient("minvCpus and maxvCpus must not be negative, and minvCpus must not exceed maxvCpus.");
        }

        if (resources.Whole("desiredvCpus") is { } desired && (desired < least || desired > most))
        {
            throw AwsException.OfClient("desiredvCpus must be between minvCpus and maxvCpus.");
        }

        if (resources.Texts("subnets").Count is 0 or > 16)
        {
            throw AwsException.OfClient("subnets must have 1 to 16 items.");
        }

        if (isFargate)
        {
            if (NotOnFargate.FirstOrDefault(member => resources[member] is not null) is { } wrong)
            {
                throw AwsException.OfClient($"{wrong} is not applicable to Fargate compute environments.");
            }

            if (resources.Texts("securityGroupIds").Count is 0 or > 5)
            {
                throw AwsException.OfClient("securityGroupIds must have 1 to 5 items for Fargate.");
            }

            return;
        }

        if (resources.Texts("instanceTypes").Count == 0)
        {
            throw AwsException.OfClient("instanceTypes must not be empty.");
        }

        if (string.IsNullOrEmpty(resources.Text("instanceRole")))
        {
            throw AwsException.OfClient("instanceRole must not be empty.");
        }

        BatchRules.Between("bidPercentage", resources.Whole("bidPercentage"), 0, 100);
        if (resources.Text("type") == "EC2" && resources.Text("allocationStrategy")?.StartsWith("SPOT_", StringComparison.Ordinal) == true)
        {
            throw AwsException.OfClient("SPOT allocation strategies are only valid for SPOT compute environments.");
        }
    }
}
