namespace MultiBatch.Providers.Azure.Planning;

/// <summary>Where the service's rules are documented.</summary>
internal static class AzureSources
{
    public const string Tasks = "https://learn.microsoft.com/rest/api/batchservice/tasks/create-task";
    public const string Collections = "https://learn.microsoft.com/rest/api/batchservice/tasks/create-task-collection";
    public const string Jobs = "https://learn.microsoft.com/rest/api/batchservice/jobs/create-job";
    public const string Pools = "https://learn.microsoft.com/rest/api/batchservice/pools/create-pool";
    public const string Quotas = "https://learn.microsoft.com/azure/batch/batch-quota-limit";
    public const string Slots = "https://learn.microsoft.com/azure/batch/batch-parallel-node-tasks";
    public const string Dependencies = "https://learn.microsoft.com/azure/batch/batch-task-dependencies";
    public const string Containers = "https://learn.microsoft.com/azure/batch/batch-docker-container-workloads";
    public const string Spot = "https://learn.microsoft.com/azure/batch/batch-spot-vms";
    public const string Sizes = "https://learn.microsoft.com/azure/batch/batch-pool-vm-sizes";
    public const string Mounts = "https://learn.microsoft.com/azure/batch/virtual-file-mount";
    public const string Files = "https://learn.microsoft.com/azure/batch/files-and-directories";
    public const string Variables = "https://learn.microsoft.com/azure/batch/batch-compute-node-environment-variables";
    public const string Autoscale = "https://learn.microsoft.com/azure/batch/batch-automatic-scaling";
    public const string Identity = "https://learn.microsoft.com/azure/batch/managed-identity-pools";
    public const string Ours = "MultiBatch";
}
