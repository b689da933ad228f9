using MultiBatch.Diagnosis;

namespace MultiBatch.Providers.Aws.Diagnosing;

/// <summary>What the service itself says of a job at the head of its queue, by the beginning of its text.</summary>
internal static class WaitingReasons
{
    private static readonly (string Beginning, string Code, string Summary, string Fix, bool IsCertain)[] Table =
    [
        ("CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY", "NoCapacity", "EC2 has no machines of the environment's types at the moment.",
            "Allow more instance types and subnets, or put an on-demand environment behind the queue; the service goes on trying.", true),
        ("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", "EnvironmentTooSmall", "The job asks for more than the environment may ever have.",
            "Raise the environment's maxVcpus, or ask for less.", true),
        ("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", "NoMachineFits", "No instance type of the environment has what the job asks for.",
            "Add larger instance types (or ones with GPUs) to the environment, or ask for less.", true),
        ("MISCONFIGURATION:EC2_INSTANCE_CONFIGURATION_UNSUPPORTED", "MachineConfiguration", "The environment's machines cannot be started as they are configured.",
            "Check image, launch template, instance profile and whether the types are sold in the subnets' zones.", true),
        ("MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS", "ServiceRole", "The environment's service role may not do what is needed.",
            "Use the service-linked role, or give the role the policy AWSBatchServiceRole.", true),
        ("ACTION_REQUIRED", "ActionRequired", "The service waits for somebody to act.", "See the evidence; the queue's environments say more in the vendor's console.", true),
        ("UNDETERMINED", "Undetermined", "The service does not know why the job waits.",
            "Check that the machines reach ECS (route to the internet or VPC endpoints) and that their image runs the ECS agent.", false),
        ("MISCONFIGURATION", "Misconfiguration", "The service finds the queue or an environment misconfigured.", "See the evidence.", true),
        ("CAPACITY", "NoCapacity", "The service has no capacity for the job at the moment.", "Allow more instance types or zones.", true),
    ];

    /// <summary>The finding behind a text; null when it is none of these.</summary>
    public static JobFinding? Find(string? statusReason)
    {
        foreach (var (beginning, code, summary, fix, isCertain) in Table)
        {
            if (statusReason?.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) == true)
            {
                return new JobFinding { Code = code, Summary = summary, Evidence = statusReason, Fix = fix, IsCertain = isCertain };
            }
        }

        return null;
    }
}
